import type { PayloadUpgrade } from '../../src/shared/payload-upgrade.ts';

/**
 * What each raise of the record schema's version (`recordSchemaVersion`) means for a record that was written down before it: changes that wait in a branch's log
 * while its app is upgraded are carried forward with these, in this order. A new column that may be empty needs none.
 */
export const payloadUpgrades: readonly PayloadUpgrade[] = [];
