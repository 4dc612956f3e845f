/** The State Council's published holidays and make-up working days, year by year; a year that is not here has no data. */

export type PublishedYear = {
  /** The notice that published it. */
  readonly ground: string
  /** Days off, first to last, as `MM-DD`. */
  readonly off: readonly (readonly [first: string, last: string])[]
  /** Saturdays and Sundays that are worked (调休上班). */
  readonly worked: readonly string[]
}

/**
 * Typed off the notices, not taken from a library: `chinese-days` 1.5.7 has the same days, but builds its table in the
 * machine's own time zone, so that west of Greenwich every holiday stands a day early, and it guesses unknown years.
 * A new year is added here and, as the notice prints it, in `test/calendar.test.ts`.
 */
export const PUBLISHED: Readonly<Record<number, PublishedYear>> = {
  2024: {
    ground: '国办发明电〔2023〕7号',
    off: [
      ['01-01', '01-01'],
      ['02-10', '02-17'],
      ['04-04', '04-06'],
      ['05-01', '05-05'],
      ['06-10', '06-10'],
      ['09-15', '09-17'],
      ['10-01', '10-07'],
    ],
    worked: ['02-04', '02-18', '04-07', '04-28', '05-11', '09-14', '09-29', '10-12'],
  },
  2025: {
    ground: '国办发明电〔2024〕12号',
    off: [
      ['01-01', '01-01'],
      ['01-28', '02-04'],
      ['04-04', '04-06'],
      ['05-01', '05-05'],
      ['05-31', '06-02'],
      ['10-01', '10-08'],
    ],
    worked: ['01-26', '02-08', '04-27', '09-28', '10-11'],
  },
  2026: {
    ground: '国办发明电〔2025〕7号',
    off: [
      ['01-01', '01-03'],
      ['02-15', '02-23'],
      ['04-04', '04-06'],
      ['05-01', '05-05'],
      ['06-19', '06-21'],
      ['09-25', '09-27'],
      ['10-01', '10-07'],
    ],
    worked: ['01-04', '02-14', '02-28', '05-09', '09-20', '10-10'],
  },
}
