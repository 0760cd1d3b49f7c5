import type { Page } from '@playwright/test';
import { accessibilityFaults, sidewaysOverflow } from '../ui/page-checks.ts';
import { expect, test } from './world.ts';

/**
 * The page as it stands: readable by all, no wider than its window. axe waits for timers, which do
 * not run where scripts are off; the same markup is judged where they are on.
 */
export async function expectWhole(page: Page): Promise<void> {
  if (test.info().project.name === 'js') expect(await accessibilityFaults(page)).toEqual([]);
  expect(await sidewaysOverflow(page)).toBe(0);
}
