import { defineManifest } from '@crxjs/vite-plugin';
import { VERSION } from '../../shared/version.ts';
import type { Target } from '../targets.ts';

/** Pins the id `obamonmbapecnboknmmnkjncclciglff` for unpacked builds in Chromium. */
const KEY =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAsPBWMjch0gJuJkrh16AWCnmENyrrIKcnXOoDH2E7ZB2FrrslGrZ2bTmjD46WLF1pRnOYZnOBntxBw3QRXKhqj20qeicPevVL7zaa6C+k33Uqx0efKYmb7zzkQHiyOjae2kznDg6FruJUkgw0o4XINQk/4uzjKZyDLyCHn0FXECKgEoByk6x5tKNu72B2q2Ueql+dRFLYsBhZX62L16W+v9RdL8OPcYTgwQ12mJ2tVVH1jygw1br3fOs580BYSUd/s/01fysXsKkpLioadnPrQu5GDXAOo1EL1PH7znFqPPMthymHY7MHCA/WRJq5/Fo5eeeRI5+2o7ER9ZFLGYX8UQIDAQAB';

const icons = { 16: 'icons/16.png', 32: 'icons/32.png', 48: 'icons/48.png', 128: 'icons/128.png' };

const OF: Record<Target, object> = {
  chromium: {
    key: KEY,
    minimum_chrome_version: '123',
    background: { service_worker: 'background.ts', type: 'module' },
  },
  firefox: {
    browser_specific_settings: {
      gecko: {
        id: 'chat@ollama-turnkey',
        strict_min_version: '140.0',
        data_collection_permissions: { required: ['none'] },
      },
    },
    background: { scripts: ['background.ts'], type: 'module' },
  },
};

/** Has no permissions: neither host permissions nor `nativeMessaging`. */
export const exampleManifest = (target: Target) =>
  defineManifest({
    manifest_version: 3,
    name: 'Turnkey Chat',
    description: 'A small chat with the Ollama on this computer.',
    version: VERSION,
    icons,
    action: { default_icon: icons, default_title: 'Turnkey Chat' },
    ...OF[target],
  });
