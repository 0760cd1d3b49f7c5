/** Questions with a condition (LetterQuestions.svelte): shown while the answer calls for them. */
export function watchConditions() {
  const conditional = [...document.querySelectorAll<HTMLElement>('[data-when]')];
  if (!conditional.length) return;
  const answer = (name: string) => {
    const inputs = [...document.getElementsByName(name)] as HTMLInputElement[];
    const chosen = inputs.filter((one) => one.type !== 'radio' || one.checked);
    // A question that is itself hidden counts as not answered.
    return chosen.find((one) => !one.closest('[data-when][hidden]'))?.value.trim() ?? '';
  };
  const look = () => {
    for (const one of conditional) {
      const value = answer(one.dataset.when!);
      one.hidden = one.dataset.is ? !one.dataset.is.split(' ').includes(value) : value === '';
    }
  };
  for (const one of conditional) one.classList.add('known');
  addEventListener('input', look);
  look();
}
