/** Empty: the bench only uses a page of this extension. */
export {};
