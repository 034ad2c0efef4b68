/**
 * So many of the found books a search ranks, beside those whose title begins with what is searched for. A word that more
 * books have says too little to find one, and ranking them all would take a second.
 */
export const MOST_RANKED = 500;
