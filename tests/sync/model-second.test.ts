import { modelSuite } from './model-suite.ts'

modelSuite({ engine: 'PGlite', runs: 2_200, withRegressions: false })
modelSuite({ engine: 'PostgreSQL', runs: 300, withRegressions: true })
