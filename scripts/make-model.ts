import { makeModel } from './make-model/make-model.ts';
import { Refusal } from './make-model/refuse.ts';
import { projectRoot } from './support/project.ts';

// `npm run make:model Supplier name:text:required …`

const usage = `Usage: npm run make:model <Name> [field:kind …]
  kinds: text, integer, money (whole cents), boolean, datetime, choice:open,closed, reference:Product; add :required where a value must be
  example: npm run make:model Supplier name:text:required phone:text category_id:reference:Category`;

const [name, ...fields] = process.argv.slice(2);
if (name === undefined || name.startsWith('-')) {
  console.error(usage);
  process.exitCode = 2;
} else {
  try {
    for (const file of await makeModel(projectRoot, name, fields)) console.log(file);
    console.log(`\n${name} is a model now: restart the app, and it has its table and its screens.`);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
