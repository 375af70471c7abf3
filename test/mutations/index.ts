import { branchMutations } from './branch.ts';
import { engineMutations } from './engine.ts';
import { masterMutations } from './master.ts';
import type { Mutation } from './mutation.ts';

export const mutations: readonly Mutation[] = [...branchMutations, ...engineMutations, ...masterMutations];
