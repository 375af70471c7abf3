import { useTranslation } from 'react-i18next';
import { formatsOf, type Formats } from './formats.ts';

export function useFormats(): Formats {
  return formatsOf(useTranslation().i18n.language);
}
