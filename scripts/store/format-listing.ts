import type { Listing } from './listing/listing.ts';

/** The texts of a listing as Markdown, to copy into the form of a store. */
export const formatListing = (listing: Listing): string => {
  const { name, summary, description, purpose, permissions, privacy, headings } = listing;
  const needed = Object.entries(permissions).map(([permission, why]) => `- \`${permission}\`: ${why}`);
  const sections = [
    [headings.summary, summary],
    [headings.description, description.join('\n\n')],
    [headings.purpose, purpose],
    [headings.permissions, needed.join('\n')],
    [headings.privacy, privacy.join('\n\n')],
  ];
  return `# ${name}\n\n${sections.map(([heading, text]) => `## ${heading}\n\n${text}\n`).join('\n')}`;
};
