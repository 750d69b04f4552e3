import { modelSuite } from './model-suite.ts'

modelSuite({ engine: 'PGlite', runs: 440, soakRuns: 2_200, withRegressions: false })
modelSuite({ engine: 'PostgreSQL', runs: 60, soakRuns: 300, withRegressions: true })
