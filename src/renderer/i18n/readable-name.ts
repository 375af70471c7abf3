/** A name of code in words: `delivery_note_id` and `DeliveryNote` become "Delivery note". */
export function readableName(name: string): string {
  const words = name
    .replace(/_(id|at|cents)$/, '')
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .trim()
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
