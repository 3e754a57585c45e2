import { registerOnce } from './register/register.ts';

export { type RegisterOptions, register, unregister } from './register/register.ts';

registerOnce();
