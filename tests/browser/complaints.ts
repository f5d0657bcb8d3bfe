import { expect, type Page } from '@playwright/test'
import { test } from './hosts'

/** Anything that a window complains about fails the spec that opened it: errors, and breaches of the content policy. */
export function failOnComplaints(): (page: Page) => Page {
  const complaints: string[] = []
  test.beforeEach(() => void complaints.splice(0))
  test.afterEach(() => expect(complaints).toEqual([]))
  return (page) => {
    page.on('pageerror', (error) => complaints.push(String(error)))
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text())
    })
    return page
  }
}
