/** Largest body of a request after decompression. */
export const maxBodyBytes = 64_000_000;
/** Most changes in one push. */
export const maxChanges = 20_000;
