import { z } from 'zod';

/** A text by its key in the catalogues (locales/), with its parameters. Times stay ISO text; who shows them formats them. */
export const textRefSchema = z.object({
  key: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).readonly(),
});
export type TextRef = Readonly<z.infer<typeof textRefSchema>>;
