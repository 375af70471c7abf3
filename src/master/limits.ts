/** Largest body of a request after decompression. */
export const maxBodyBytes = 64_000_000;
/** Most changes in one push. */
export const maxChanges = 20_000;
/** A body on its way of which nothing has come for so long is not waited for any more. */
export const bodySilenceMs = 120_000;
