import { modelSuite } from './model-suite.ts'

// In two files, so that two cores share the 5,000 histories.
modelSuite({ engine: 'PGlite', runs: 2_500, withRegressions: true })
