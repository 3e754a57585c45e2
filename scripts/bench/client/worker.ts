/** A page of this extension is all that the bench uses. */
export {};
