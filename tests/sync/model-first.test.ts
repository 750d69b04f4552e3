import { modelSuite } from './model-suite.ts'

// In two files, so that two cores share the histories.
modelSuite({ engine: 'PGlite', runs: 500, soakRuns: 2_500, withRegressions: true })
