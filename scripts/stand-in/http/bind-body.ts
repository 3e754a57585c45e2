import type { Call } from '../call.ts';
import { type Bound, bind, type Fields } from '../go/bind.ts';
import { GoJsonError } from '../go/json-decode.ts';
import { ApiError } from './api-error.ts';

/** Binds the body of a native route, or refuses it with 400. */
export function bindBody<F extends Fields>(call: Call, name: string, fields: F): Bound<F> {
  try {
    return bind(call.body, name, `api.${name}`, fields);
  } catch (error) {
    if (!(error instanceof GoJsonError)) throw error;
    throw new ApiError(400, error.message === 'EOF' ? 'missing request body' : error.message);
  }
}
