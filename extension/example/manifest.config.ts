import { extensionManifest } from '../manifest.config.ts';
import type { Target } from '../targets.ts';

const IDENTITY = {
  name: 'Turnkey Chat',
  description: 'A small chat with the Ollama on this computer.',
  /** Pins the id `obamonmbapecnboknmmnkjncclciglff`. */
  key: 'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAsPBWMjch0gJuJkrh16AWCnmENyrrIKcnXOoDH2E7ZB2FrrslGrZ2bTmjD46WLF1pRnOYZnOBntxBw3QRXKhqj20qeicPevVL7zaa6C+k33Uqx0efKYmb7zzkQHiyOjae2kznDg6FruJUkgw0o4XINQk/4uzjKZyDLyCHn0FXECKgEoByk6x5tKNu72B2q2Ueql+dRFLYsBhZX62L16W+v9RdL8OPcYTgwQ12mJ2tVVH1jygw1br3fOs580BYSUd/s/01fysXsKkpLioadnPrQu5GDXAOo1EL1PH7znFqPPMthymHY7MHCA/WRJq5/Fo5eeeRI5+2o7ER9ZFLGYX8UQIDAQAB',
  id: 'chat@ollama-turnkey',
  background: 'background.ts',
};

/** Has no permissions: neither host permissions nor `nativeMessaging`. */
export const exampleManifest = (target: Target) => extensionManifest(target, IDENTITY);
