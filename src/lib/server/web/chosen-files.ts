/**
 * The files that were chosen in a form's field. Where none was, a browser sends one that has no name; one
 * that was chosen and holds nothing is for its reader to refuse.
 */
export const chosenFiles = (form: FormData, name: string): File[] =>
  form.getAll(name).filter((one): one is File => one instanceof File && one.name !== '');
