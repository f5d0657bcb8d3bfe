import { expect } from '@playwright/test'
import { test } from './hosts'

/** A plan of a site: a drawing becomes a picture, chargers are dragged onto it, and everything can be taken back. */

const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="500" onload="window.wasRun = true">
  <script>window.wasRun = true</script><rect width="800" height="500" fill="#eef"/><rect x="60" y="60" width="300" height="160" fill="#ccd"/></svg>`

const aPage = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 200]/Contents 4 0 R>>endobj
4 0 obj<</Length 33>>stream
0.8 0.8 0.9 rg 40 40 200 100 re f
endstream endobj
trailer<</Root 1 0 R>>
%%EOF`

test('a drawing becomes the plan of a site, on which chargers stand where they were dragged', async ({ host }) => {
  test.slow()
  const page = await host.open('/organisation')
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  await page.getByRole('treeitem', { name: /Harbour Depot/ }).click()
  await page.getByRole('link', { name: 'Site plan' }).click()
  await expect(page.getByText('No plan yet').first()).toBeVisible()
  await page.locator('input[type=file]').setInputFiles({ name: 'yard.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(drawing) })
  const plan = page.getByRole('group', { name: /^Plan yard/ })
  await expect(plan.locator('img')).toHaveAttribute('src', /^data:image\/webp;base64,/)
  expect(await page.evaluate('window.wasRun')).toBeUndefined()

  const unplaced = page.getByRole('region', { name: 'Not on the plan' })
  await expect(unplaced.getByRole('button')).toHaveCount(5)
  const { width = 0, height = 0 } = (await plan.boundingBox()) ?? {}
  await unplaced.getByRole('button', { name: 'Bus bay 1' }).dragTo(plan, { targetPosition: { x: width * 0.25, y: height * 0.5 } })
  const mark = plan.getByRole('button', { name: /^Bus bay 1: / })
  await expect(mark).toHaveAttribute('style', /left: 2[45]\.?\d*%; top: (49|50)\.?\d*%/)
  await expect(unplaced.getByRole('button')).toHaveCount(4)

  await mark.press('ArrowRight')
  await expect(mark).toHaveAttribute('style', /left: 2[56]\.?\d*%/)
  await mark.press('Delete')
  await expect(mark).toBeHidden()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(mark).toBeVisible()

  // Another picture, out of a PDF: the charger keeps its place.
  await page.locator('input[type=file]').setInputFiles({ name: 'yard.pdf', mimeType: 'application/pdf', buffer: Buffer.from(aPage) })
  await expect(page.getByRole('group', { name: 'Plan yard.pdf' }).locator('img')).toHaveAttribute('src', /^data:image\/webp;base64,/)
  await page.locator('input[type=file]').setInputFiles({ name: 'no.pdf', mimeType: 'application/pdf', buffer: Buffer.from('no') })
  await expect(page.getByText('no.pdf could not be read as a picture or PDF, or stays too large.', { exact: true })).toBeVisible()

  await page.reload()
  await expect(mark).toHaveAttribute('style', /left: 2[56]\.?\d*%/)
  await mark.click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Bus bay 1')
  await page.goBack()
  await page.getByRole('button', { name: 'Remove the plan' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove the plan' }).click()
  await expect(page.getByText('No plan yet').first()).toBeVisible()
  expect(complaints).toEqual([])
})
