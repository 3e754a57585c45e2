import type { Handler } from '../call.ts';
import { cloudDisabled, REMOTE_MODEL } from '../generation/schedule.ts';
import { isCloudName } from '../models/model-ref.ts';

/** Refuses a cloud model before the route reads its body, so in the native shape; here the key must be `model`. */
export const cloudFirst =
  (handle: Handler): Handler =>
  (call) => {
    if (isCloudName(modelOf(call.body))) throw cloudDisabled(REMOTE_MODEL);
    return handle(call);
  };

function modelOf(body: Buffer): string {
  try {
    const { model } = JSON.parse(body.toString()) as { model?: unknown };
    return typeof model === 'string' ? model : '';
  } catch {
    return '';
  }
}
