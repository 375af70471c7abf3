import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { readableName } from './readable-name.ts';

/** How models, fields and choices are called. A name that the catalogue does not know is made readable, so that a new model needs no catalogue. */
export interface Names {
  /** One record of it: "Sale item". */
  one(model: string): string;
  /** Many: "Sale items". */
  many(model: string): string;
  field(field: string): string;
  choice(field: string, option: string): string;
}

export function useNames(): Names {
  const { t, i18n } = useTranslation();
  return useMemo(() => {
    const known = (key: string, otherwise: string): string => (i18n.exists(key) ? t(key) : otherwise);
    return {
      one: (model) => known(`models.${model}.one`, readableName(model)),
      many: (model) => known(`models.${model}.many`, readableName(model)),
      field: (field) => known(`fields.${field}`, readableName(field)),
      choice: (field, option) => known(`choices.${field}.${option}`, readableName(option)),
    };
  }, [t, i18n]);
}
