import type { Random } from './random.ts';

/** What a register says of someone's schooling and work: codes of its lists. */
export interface Standing {
  education: number;
  schooling: number;
  occupation: number;
}

/** Schooling and work that fit an age and a sex in a village of farmers and fishers. */
export function standingAt(random: Random, age: number, sex: 1 | 2, married: boolean): Standing {
  if (age < 5) return { education: 1, schooling: 1, occupation: 1 };
  if (age < 7) return { education: 1, schooling: 2, occupation: 1 };
  if (age < 13) return { education: 2, schooling: 4, occupation: 3 };
  if (age < 16) return { education: 3, schooling: 6, occupation: 3 };
  if (age < 19 && !married && random.chance(0.85)) {
    return { education: 4, schooling: 7, occupation: 3 };
  }
  if (age < 24 && !married && random.chance(0.35)) {
    return { education: 5, schooling: 11, occupation: 3 };
  }
  const education = educationOf(random, age);
  return {
    education,
    schooling: 18,
    occupation: occupationOf(random, age, sex, education, married),
  };
}

function educationOf(random: Random, age: number): number {
  if (age >= 60)
    return random.weighted([
      [1, 18],
      [2, 20],
      [3, 45],
      [4, 9],
      [5, 6],
      [8, 2],
    ]);
  if (age >= 40)
    return random.weighted([
      [2, 5],
      [3, 38],
      [4, 20],
      [5, 27],
      [7, 2],
      [8, 7],
      [9, 1],
    ]);
  if (age >= 22)
    return random.weighted([
      [3, 12],
      [4, 22],
      [5, 48],
      [6, 1],
      [7, 4],
      [8, 13],
    ]);
  return random.weighted([
    [3, 10],
    [4, 25],
    [5, 65],
  ]);
}

function occupationOf(
  random: Random,
  age: number,
  sex: 1 | 2,
  education: number,
  married: boolean,
): number {
  if (age < 21 && !married)
    return random.weighted([
      [1, 60],
      [15, 20],
      [19, 10],
      [9, 10],
    ]);
  if (age >= 72)
    return sex === 1
      ? random.weighted([
          [9, 60],
          [1, 40],
        ])
      : random.weighted([
          [2, 70],
          [1, 30],
        ]);
  if (education >= 8) {
    if (age >= 60) return 4;
    return random.weighted([
      [5, 26],
      [65, 30],
      [18, 16],
      [15, 12],
      [73, 4],
      [74, 4],
      [88, 8],
    ]);
  }
  if (sex === 2) {
    return random.weighted([
      [2, 58],
      [9, 18],
      [84, 7],
      [88, 6],
      [15, 5],
      [20, 3],
      [30, 2],
      [18, 1],
    ]);
  }
  return random.weighted([
    [9, 38],
    [11, 9],
    [88, 12],
    [15, 11],
    [19, 9],
    [20, 6],
    [26, 4],
    [27, 3],
    [81, 3],
    [35, 2],
    [10, 2],
    [85, 1],
  ]);
}
