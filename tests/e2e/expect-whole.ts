import type { Page } from '@playwright/test';
import { accessibilityFaults, sidewaysOverflow } from '../ui/page-checks.ts';
import { expect, officeScreen, test } from './world.ts';

/**
 * The page as it stands: readable by all, no wider than its window. axe waits for timers, which do
 * not run where scripts are off; the same markup is judged where they are on.
 */
export async function expectWhole(page: Page): Promise<void> {
  // A press is over as soon as the next page begins.
  await page.waitForLoadState();
  if (test.info().project.name === 'js') expect(await accessibilityFaults(page)).toEqual([]);
  expect(await sidewaysOverflow(page)).toBe(0);
}

/** A page of the office, on its screen and on a phone; leaves the browser with the office's screen. */
export async function expectWholeOnBothScreens(page: Page): Promise<void> {
  await expectWhole(page);
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await sidewaysOverflow(page)).toBe(0);
  await page.setViewportSize(officeScreen.viewport);
}
