import { element } from '../../../../ui/element.ts';
import { TEXTS } from '../texts/texts.ts';

/** In the settings, where models are downloaded. */
const MODELS_PAGE = '/pages/options/options.html#models';

/** Replaces the list of models if it is empty or unknown. The extension can still be allowed. */
export const noModelsView = (isListed: boolean): readonly HTMLElement[] => {
  const all = element('input', { type: 'hidden', name: 'which', value: 'all' });
  const what = element('p', { className: 'none', textContent: TEXTS.allModels });
  const why = element(
    'p',
    { className: 'soft none' },
    isListed ? TEXTS.picker.noneInstalled : TEXTS.noModels,
  );
  const link = element('a', { href: MODELS_PAGE, target: '_blank', textContent: TEXTS.picker.get });
  if (isListed) why.append(' ', link);
  return [all, what, why];
};
