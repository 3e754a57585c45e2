type Values = Readonly<Record<string, string>>;

/** Replaces each `{name}` with its value. */
export const insert = (text: string, values: Values): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');

/** Like {@link insert}, with each value isolated so that it cannot reverse the direction of the text around it. */
export const fill = (text: string, values: Values): string =>
  insert(text.replace(/\{\w+\}/g, '\u2068$&\u2069'), values);

/** A text with `{count}` for each plural category (CLDR) of the language. */
type Plural = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & { readonly other: string };

/** A number with its noun in the right form: “1 request”, “2 requests”. */
export const plural = (forms: Plural, count: number, lang: string): string =>
  insert(forms[new Intl.PluralRules(lang).select(count)] ?? forms.other, {
    count: count.toLocaleString(lang),
  });
