/** Builds everything: the host, the SDK, and both extensions for both browser families. */
await import('../native-host/build.ts');
await import('../extension/sdk/build.ts');
await import('../extension/build.ts');

export {};
