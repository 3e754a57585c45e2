/** The licences that bundled code may have, by SPDX identifier. The build fails on any other. */
export const LICENCES: Readonly<Record<string, { readonly terms?: string }>> = {
  'Apache-2.0': {},
  'BSD-3-Clause': {},
  ISC: {},
  MIT: {},
  // Section 3.2 of the licence: say how to obtain the source form.
  'MPL-2.0': {
    terms: 'The source code form of this package, unmodified, is available at the address above.',
  },
};
