import { html, type TemplateResult } from 'lit';
import { TEXTS } from '../../shared/texts/texts.ts';
import { pinPicture } from './pin-picture.ts';

const { welcome } = TEXTS;

/** Whether this is Firefox, where another button pins: only its extensions have this scheme. */
const IS_FIREFOX = location.protocol === 'moz-extension:';

/** How to keep the icon in the toolbar. */
export const pinStep = (): TemplateResult => html`
  <p>${welcome.whyPin}</p>
  <p>${IS_FIREFOX ? welcome.pinInFirefox : welcome.pinInChromium}</p>
  ${pinPicture}
`;
