/** What the standard says to a finding, by its code; what has no entry is a matter of agreement, not of the standard. */
export const standards: Readonly<Record<string, Readonly<Record<'en' | 'de', string>>>> = {
  schema: {
    en: 'Every message follows the JSON schema of its OCPP version.',
    de: 'Jede Nachricht folgt dem JSON-Schema ihrer OCPP-Version.',
  },
  C01: {
    en: 'The client names the OCPP version in Sec-WebSocket-Protocol (OCPP-J, connection; RFC 6455, 4.1).',
    de: 'Der Client nennt die OCPP-Version in Sec-WebSocket-Protocol (OCPP-J, Verbindung; RFC 6455, 4.1).',
  },
  C02: {
    en: 'The subprotocols are registered as ocpp1.6, ocpp2.0.1 and ocpp2.1 (OCPP-J, connection).',
    de: 'Die Subprotokolle sind als ocpp1.6, ocpp2.0.1 und ocpp2.1 registriert (OCPP-J, Verbindung).',
  },
  C05: {
    en: 'The address is that of the central system, followed once by the percent-encoded identity (OCPP-J 1.6, 3.1.1).',
    de: 'Die Adresse ist die des Zentralsystems, gefolgt von genau einmal der prozentkodierten Identität (OCPP-J 1.6, 3.1.1).',
  },
  C07: {
    en: 'A charger keeps one connection to its central system at a time (OCPP-J).',
    de: 'Eine Ladestation hält jeweils eine Verbindung zu ihrem Zentralsystem (OCPP-J).',
  },
  C08: {
    en: 'A charger keeps one connection to its central system at a time (OCPP-J).',
    de: 'Eine Ladestation hält jeweils eine Verbindung zu ihrem Zentralsystem (OCPP-J).',
  },
  C09: {
    en: 'A WebSocket ping is answered with a pong (RFC 6455, 5.5.2).',
    de: 'Ein WebSocket-Ping wird mit einem Pong beantwortet (RFC 6455, 5.5.2).',
  },
  C10: {
    en: 'Compressed frames need permessage-deflate to be negotiated first (RFC 7692).',
    de: 'Komprimierte Frames setzen voraus, dass permessage-deflate ausgehandelt wurde (RFC 7692).',
  },
  C16: {
    en: 'An Authorization header belongs to security profiles 1 and 2.',
    de: 'Ein Authorization-Header gehört zu den Sicherheitsprofilen 1 und 2.',
  },
  B02: {
    en: 'TriggerMessage asks for a message; it does not restart the charger (OCPP 1.6, 5.17).',
    de: 'TriggerMessage bittet um eine Nachricht und startet die Ladestation nicht neu (OCPP 1.6, 5.17).',
  },
  B03: {
    en: 'BootNotification names vendor and model (OCPP 1.6, 6.3).',
    de: 'BootNotification nennt Hersteller und Modell (OCPP 1.6, 6.3).',
  },
  B04: {
    en: 'Texts keep to the lengths of their fields.',
    de: 'Texte halten die Längen ihrer Felder ein.',
  },
  B06: {
    en: 'The interval in the answer to BootNotification becomes the heartbeat interval (OCPP 1.6, 4.2).',
    de: 'Das Intervall der Antwort auf BootNotification wird das Heartbeat-Intervall (OCPP 1.6, 4.2).',
  },
  B07: {
    en: 'The clock follows currentTime of the answers to BootNotification and Heartbeat (OCPP 1.6, 4.2 and 4.6).',
    de: 'Die Uhr folgt currentTime der Antworten auf BootNotification und Heartbeat (OCPP 1.6, 4.2 und 4.6).',
  },
  B08: {
    en: 'The clock follows currentTime of the answers to BootNotification and Heartbeat; Z means UTC (OCPP 1.6, 4.2 and 4.6).',
    de: 'Die Uhr folgt currentTime der Antworten auf BootNotification und Heartbeat; Z bedeutet UTC (OCPP 1.6, 4.2 und 4.6).',
  },
  B09: {
    en: 'Times are RFC 3339: with a zone, best in UTC.',
    de: 'Zeiten folgen RFC 3339: mit Zone, am besten in UTC.',
  },
  B10: {
    en: 'Times are RFC 3339 with three fraction digits at most.',
    de: 'Zeiten folgen RFC 3339 mit höchstens drei Nachkommastellen.',
  },
  B12: {
    en: 'Before BootNotification was accepted nothing else is sent (OCPP 1.6, 4.2).',
    de: 'Bevor BootNotification angenommen ist, wird nichts anderes gesendet (OCPP 1.6, 4.2).',
  },
  F01: {
    en: 'A message is a JSON array (OCPP-J 1.6, 4; RFC 8259).',
    de: 'Eine Nachricht ist ein JSON-Array (OCPP-J 1.6, 4; RFC 8259).',
  },
  F02: {
    en: 'Control characters in JSON texts are escaped (RFC 8259, 7).',
    de: 'Steuerzeichen in JSON-Texten werden maskiert (RFC 8259, 7).',
  },
  F03: {
    en: 'Fields keep to the types of their schema.',
    de: 'Felder halten die Typen ihres Schemas ein.',
  },
  F04: {
    en: 'Fields keep to the types of their schema; a list of one is a list.',
    de: 'Felder halten die Typen ihres Schemas ein; eine Liste mit einem Eintrag ist eine Liste.',
  },
  F05: {
    en: 'Lists have the least number of entries that their schema asks for.',
    de: 'Listen haben die Mindestzahl an Einträgen, die ihr Schema verlangt.',
  },
  F06: {
    en: 'Fields and values are those of the schema.',
    de: 'Felder und Werte sind die des Schemas.',
  },
  F07: {
    en: 'Message ids are unique for a connection and have 36 characters at most (OCPP-J 1.6, 4.1).',
    de: 'Nachrichtenkennungen sind je Verbindung einmalig und haben höchstens 36 Zeichen (OCPP-J 1.6, 4.1).',
  },
  F08: {
    en: 'An answer carries the id of the request that it answers (OCPP-J 1.6, 4.1).',
    de: 'Eine Antwort trägt die Kennung der Anfrage, die sie beantwortet (OCPP-J 1.6, 4.1).',
  },
  F09: {
    en: 'Integers are 32 bit.',
    de: 'Ganze Zahlen haben 32 Bit.',
  },
  F11: {
    en: 'Every request is answered with CALLRESULT or CALLERROR (OCPP-J 1.6, 4.1); what is not implemented with NotImplemented.',
    de: 'Jede Anfrage wird mit CALLRESULT oder CALLERROR beantwortet (OCPP-J 1.6, 4.1); was fehlt, mit NotImplemented.',
  },
  F12: {
    en: 'A CALLERROR has five elements; the last is an object (OCPP-J 1.6, 4.2.3).',
    de: 'Ein CALLERROR hat fünf Elemente; das letzte ist ein Objekt (OCPP-J 1.6, 4.2.3).',
  },
  S02: {
    en: 'Status and errorCode are taken from the lists of the standard (OCPP 1.6, 7.6 and 7.7).',
    de: 'Status und errorCode stammen aus den Listen des Standards (OCPP 1.6, 7.6 und 7.7).',
  },
  S05: {
    en: 'SuspendedEV and SuspendedEVSE mean that no energy is offered or taken (OCPP 1.6, 7.7).',
    de: 'SuspendedEV und SuspendedEVSE bedeuten, dass keine Energie fließt (OCPP 1.6, 7.7).',
  },
  S08: {
    en: 'A transaction is ended with StopTransaction before its connector becomes Available (OCPP 1.6, 4.10).',
    de: 'Eine Transaktion wird mit StopTransaction beendet, bevor ihr Anschluss Available wird (OCPP 1.6, 4.10).',
  },
  T01: {
    en: 'StopTransaction names the transaction id of the answer to StartTransaction (OCPP 1.6, 4.10).',
    de: 'StopTransaction nennt die Transaktionskennung der Antwort auf StartTransaction (OCPP 1.6, 4.10).',
  },
  T02: {
    en: 'The transaction id is given by the central system (OCPP 1.6, 4.8).',
    de: 'Die Transaktionskennung vergibt das Zentralsystem (OCPP 1.6, 4.8).',
  },
  T03: {
    en: 'StopTransaction belongs to a transaction that was started (OCPP 1.6, 4.10).',
    de: 'StopTransaction gehört zu einer begonnenen Transaktion (OCPP 1.6, 4.10).',
  },
  T05: {
    en: 'Each transaction is ended with StopTransaction (OCPP 1.6, 4.10).',
    de: 'Jede Transaktion wird mit StopTransaction beendet (OCPP 1.6, 4.10).',
  },
  T06: {
    en: 'A StopTransaction that was answered is not sent again.',
    de: 'Ein beantwortetes StopTransaction wird nicht erneut gesendet.',
  },
  T07: {
    en: 'Each transaction is ended with StopTransaction, also after a loss of power or of the connection (OCPP 1.6, 4.10).',
    de: 'Jede Transaktion wird mit StopTransaction beendet, auch nach Strom- oder Verbindungsausfall (OCPP 1.6, 4.10).',
  },
  T09: {
    en: 'The end of a transaction is told with StopTransaction (OCPP 1.6, 4.10).',
    de: 'Das Ende einer Transaktion meldet StopTransaction (OCPP 1.6, 4.10).',
  },
  T13: {
    en: 'MeterValues name the transaction that they belong to (OCPP 1.6, 4.7).',
    de: 'MeterValues nennen die Transaktion, zu der sie gehören (OCPP 1.6, 4.7).',
  },
  T18: {
    en: 'After an accepted RemoteStartTransaction a transaction is started, or the connector tells why not (OCPP 1.6, 5.11).',
    de: 'Nach angenommenem RemoteStartTransaction beginnt eine Transaktion, oder der Anschluss meldet, warum nicht (OCPP 1.6, 5.11).',
  },
  M02: {
    en: 'A sampled value is given in the unit that it names.',
    de: 'Ein Messwert steht in der Einheit, die er nennt.',
  },
  M03: {
    en: 'Energy.Active.Import.Register is the register of the meter, as in meterStart and meterStop.',
    de: 'Energy.Active.Import.Register ist das Zählwerk, wie in meterStart und meterStop.',
  },
  M04: {
    en: 'Energy.Active.Import.Register never falls back.',
    de: 'Energy.Active.Import.Register fällt nie zurück.',
  },
  M05: {
    en: 'A reading that is not known is left out, not sent as 0.',
    de: 'Ein unbekannter Zählerstand wird weggelassen und nicht als 0 gesendet.',
  },
  M07: {
    en: 'meterStop is the reading at the end of the transaction and not below meterStart (OCPP 1.6, 4.10).',
    de: 'meterStop ist der Stand am Ende der Transaktion und nicht kleiner als meterStart (OCPP 1.6, 4.10).',
  },
  M15: {
    en: 'Export is energy from the car to the grid.',
    de: 'Export ist Energie vom Auto zum Netz.',
  },
  K01: {
    en: 'GetConfiguration without keys lists all settings (OCPP 1.6, 5.8).',
    de: 'GetConfiguration ohne Schlüssel nennt alle Einstellungen (OCPP 1.6, 5.8).',
  },
  K03: {
    en: 'Accepted means that the new value is in effect, Rejected that the old one is (OCPP 1.6, 5.3).',
    de: 'Accepted bedeutet, dass der neue Wert gilt, Rejected, dass der alte gilt (OCPP 1.6, 5.3).',
  },
  K04: {
    en: 'SupportedFeatureProfiles lists the profiles that the charger has (OCPP 1.6, 9).',
    de: 'SupportedFeatureProfiles nennt die Profile, die die Ladestation hat (OCPP 1.6, 9).',
  },
  K05: {
    en: 'Settings outlast a restart.',
    de: 'Einstellungen überdauern einen Neustart.',
  },
  A03: {
    en: 'Energy is delivered to accepted tokens only; StopTransactionOnInvalidId ends the others (OCPP 1.6, 4.8).',
    de: 'Energie erhalten nur angenommene Tokens; StopTransactionOnInvalidId beendet die übrigen (OCPP 1.6, 4.8).',
  },
  X02: {
    en: 'seqNo rises by one with each event of a transaction (OCPP 2.0.1, TransactionEvent).',
    de: 'seqNo steigt mit jedem Ereignis einer Transaktion um eins (OCPP 2.0.1, TransactionEvent).',
  },
  X05: {
    en: 'triggerReason and the other required fields are part of each TransactionEvent (OCPP 2.0.1).',
    de: 'triggerReason und die übrigen Pflichtfelder gehören zu jedem TransactionEvent (OCPP 2.0.1).',
  },
  X08: {
    en: 'Values are those of the version in use.',
    de: 'Werte sind die der verwendeten Version.',
  },
}
