/** What stands for a type's code in the numbers of letters that the office writes itself. */
export const officeCode = 'SK';
