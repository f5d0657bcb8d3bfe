import { expect } from '@playwright/test'
import { anAcceptedCharger } from './accepted-charger'
import { test } from './hosts'

/** What a charger is in trouble with is on its page in words, and in the overview, on every host. */

const boot = (meterSerialNumber: string) => ({ chargePointVendor: 'Easee AS', chargePointModel: 'Home', meterSerialNumber })

test('S03, B05, M26: a cause in words, a loop of restarts, and the question after another meter', async ({ emptyHost }) => {
  const { call, close } = await anAcceptedCharger(emptyHost, 'TROUBLE-1', boot('M-100'))
  for (let times = 0; times < 5; times++) await call('BootNotification', boot('M-200'))
  await call('StatusNotification', { connectorId: 0, status: 'Faulted', errorCode: 'OtherError', vendorErrorCode: 'EmergencyButtonPressed' })
  await call('StatusNotification', { connectorId: 1, status: 'SuspendedEVSE', errorCode: 'NoError', vendorErrorCode: '55' })

  const overview = await emptyHost.open('/stations')
  await expect(overview.getByLabel(/^Restarts again and again/)).toBeVisible()
  await expect(overview.getByLabel(/^The emergency stop is pressed/)).toBeVisible()

  const page = await emptyHost.open('/charger/TROUBLE-1')
  await expect(page.getByText(/^Restarts again and again: \d+ times in 10 minutes$/)).toBeVisible()
  await expect(page.getByText('The emergency stop is pressed. Turn or pull it to release it')).toBeVisible()
  const connector = page.getByRole('table', { name: 'Connectors' }).locator('tbody tr').first()
  await expect(connector).toContainText('Waits for a token: nobody has authorised the session yet')
  await expect(connector).toContainText('NoError, 55')

  await expect(page.getByText('The charger named the meter M-100 until now, and now M-200.')).toBeVisible()
  await page.getByRole('button', { name: 'Meter exchanged' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Meter exchanged' }).click()
  await expect(page.getByRole('main').getByText('Was the meter exchanged?')).toBeHidden()
  close()
})
