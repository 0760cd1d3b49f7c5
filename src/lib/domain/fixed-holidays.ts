/** A day on which the office is closed. */
export interface Holiday {
  /** `YYYY-MM-DD` */
  day: string;
  name: string;
}

/**
 * National holidays whose date is the same every year (Keppres 8/2024 article 1). The others follow
 * the moon and are set anew each year by three ministers together: the village adds those itself.
 */
export function fixedHolidays(year: number): Holiday[] {
  return [
    { day: `${year}-01-01`, name: 'Tahun Baru Masehi' },
    { day: `${year}-05-01`, name: 'Hari Buruh Internasional' },
    { day: `${year}-06-01`, name: 'Hari Lahir Pancasila' },
    { day: `${year}-08-17`, name: 'Hari Kemerdekaan Republik Indonesia' },
    { day: `${year}-12-25`, name: 'Kelahiran Yesus Kristus' },
  ];
}
