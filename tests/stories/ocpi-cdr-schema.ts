/** The CDR object of OCPI 2.2.1 (mod_cdrs 10.3.1 and 10.4), as a JSON schema. Lengths, kinds and cardinalities are the standard's. */

const text = (maxLength: number) => ({ type: 'string', minLength: 1, maxLength })
const instant = { type: 'string', maxLength: 25, pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z?$' }
const amount = { type: 'number', minimum: 0 }
const object = (required: Record<string, unknown>, optional: Record<string, unknown> = {}) => ({
  type: 'object',
  properties: { ...required, ...optional },
  required: Object.keys(required),
  additionalProperties: false,
})
const price = object({ excl_vat: { type: 'number' } }, { incl_vat: { type: 'number' } })

const token = object({
  country_code: text(2), party_id: text(3), uid: text(36), type: { enum: ['AD_HOC_USER', 'APP_USER', 'OTHER', 'RFID'] }, contract_id: text(36),
})

const location = object(
  {
    id: text(36),
    address: text(45),
    city: text(45),
    country: { type: 'string', pattern: '^[A-Z]{3}$' },
    coordinates: object({
      latitude: { type: 'string', pattern: '^-?\\d{1,2}\\.\\d{5,7}$' },
      longitude: { type: 'string', pattern: '^-?\\d{1,3}\\.\\d{5,7}$' },
    }),
    evse_uid: text(36),
    evse_id: text(48),
    connector_id: text(36),
    connector_standard: text(40),
    connector_format: { enum: ['SOCKET', 'CABLE'] },
    connector_power_type: { enum: ['AC_1_PHASE', 'AC_2_PHASE', 'AC_2_PHASE_SPLIT', 'AC_3_PHASE', 'DC'] },
  },
  { name: text(255), postal_code: text(10), state: text(20) },
)

const dimension = object({
  type: {
    enum: [
      'CURRENT', 'ENERGY', 'ENERGY_EXPORT', 'ENERGY_IMPORT', 'MAX_CURRENT', 'MIN_CURRENT', 'MAX_POWER', 'MIN_POWER', 'PARKING_TIME',
      'POWER', 'RESERVATION_TIME', 'STATE_OF_CHARGE', 'TIME',
    ],
  },
  volume: { type: 'number' },
})

export const cdrSchema = object(
  {
    country_code: { type: 'string', pattern: '^[A-Z]{2}$' },
    party_id: { type: 'string', pattern: '^[A-Z0-9]{3}$' },
    id: text(39),
    start_date_time: instant,
    end_date_time: instant,
    cdr_token: token,
    auth_method: { enum: ['AUTH_REQUEST', 'COMMAND', 'WHITELIST'] },
    cdr_location: location,
    currency: { type: 'string', pattern: '^[A-Z]{3}$' },
    charging_periods: {
      type: 'array', minItems: 1, items: object({ start_date_time: instant, dimensions: { type: 'array', minItems: 1, items: dimension } }, { tariff_id: text(36) }),
    },
    total_cost: price,
    total_energy: amount,
    total_time: amount,
    last_updated: instant,
  },
  {
    session_id: text(36), authorization_reference: text(36), meter_id: text(255), tariffs: { type: 'array' }, signed_data: { type: 'object' },
    total_fixed_cost: price, total_energy_cost: price, total_time_cost: price, total_parking_time: amount, total_parking_cost: price,
    total_reservation_cost: price, remark: text(255), invoice_reference_id: text(39), credit: { type: 'boolean' },
    credit_reference_id: text(39), home_charging_compensation: { type: 'boolean' },
  },
)
