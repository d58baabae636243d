import { createBuildLog, joinSteps, type LoggedStep, reportSteps } from '../../src/build-output/build-log.ts'
import type { BuildReport } from '../../src/model/build-report.ts'

const readLog = (text: string) => {
  const log = createBuildLog()
  for (const line of text.split('\n')) log.read(line)
  return log
}

/** The log of buildx 0.29 with engine 28.5, shortened. */
const single = `#0 building with "default" instance using docker driver

#1 [internal] load local bake definitions
#1 reading from stdin 1.52kB done
#1 DONE 0.0s

#2 [internal] load build definition from Dockerfile
#2 transferring dockerfile: 163B done
#2 WARN: FromAsCasing: 'as' and 'FROM' keywords' casing do not match (line 1)
#2 DONE 0.0s

#4 [internal] load build context
#4 transferring context: 1.98MB 0.0s done
#4 DONE 0.1s

#5 [1/3] COPY busybox /bin/busybox
#5 CACHED

#6 [2/3] COPY busybox /bin/sh
#6 CACHED

#7 [3/3] RUN busybox sleep 0.3; echo \`date\`
#7 0.447 Sun Nov 22 23:21:22 UTC 2026
#7 ...

#8 exporting to image
#8 exporting layers 0.1s done

#7 [3/3] RUN busybox sleep 0.3; echo \`date\`
#7 DONE 0.5s

#8 exporting to image
#8 pushing layers 0.0s done
#8 DONE 0.2s
`

/** Two targets, one of them for two platforms and with a stage that compiles for another platform. */
const many = `#6 [base 1/2] FROM docker.io/library/alpine:3.22@sha256:4bcff63911fcb4448bd4fdacec207030997caf25e9bea4045fa6c8c44de311d1
#6 DONE 4.1s

#7 [base 2/2] COPY busybox /bin/sh
#7 DONE 0.1s

#9 [app linux/amd64 build  1/10] RUN busybox sleep 1 && echo hello
#9 DONE 1.4s

#10 [app linux/arm64 build  1/10] RUN busybox sleep 1 && echo hello
#10 DONE 2.4s

#11 [app linux/amd64->arm64 cross 2/3] RUN go build
#11 DONE 12.0s

#12 [app linux/amd64 stage-1 1/2] COPY --from=build /bin/sh /bin/foo
#12 CACHED

#13 [app] exporting to oci image format
#13 DONE 0.2s
`

test.each<{ name: string; text: string; hasTargets: boolean; expected: BuildReport | undefined }>([
  {
    name: 'one target and one platform',
    text: single,
    hasTargets: false,
    expected: {
      counts: [{ target: '', platform: '', executed: 1, cached: 2, seconds: 0.5 }],
      slowest: [
        { title: '[3/3] RUN busybox sleep 0.3; echo `date`', seconds: 0.5 },
        { title: 'exporting to image', seconds: 0.2 },
        { title: '[internal] load build context', seconds: 0.1 },
      ],
    },
  },
  {
    name: 'targets and platforms, where a FROM counts with its time only',
    text: many,
    hasTargets: true,
    expected: {
      counts: [
        { target: 'base', platform: '', executed: 1, cached: 0, seconds: expect.closeTo(4.2) },
        { target: 'app', platform: 'linux/amd64', executed: 1, cached: 1, seconds: 1.4 },
        { target: 'app', platform: 'linux/arm64', executed: 2, cached: 0, seconds: 14.4 },
      ],
      slowest: [
        { title: '[app linux/amd64->arm64 cross 2/3] RUN go build', seconds: 12 },
        { title: expect.stringContaining('FROM docker.io/library/alpine'), seconds: 4.1 },
        { title: '[app linux/arm64 build  1/10] RUN busybox sleep 1 && echo hello', seconds: 2.4 },
        { title: '[app linux/amd64 build  1/10] RUN busybox sleep 1 && echo hello', seconds: 1.4 },
        { title: '[app] exporting to oci image format', seconds: 0.2 },
      ],
    },
  },
  {
    name: 'a log of another form',
    text: 'Sending build context\nStep 1/2 : FROM x\n',
    hasTargets: false,
    expected: undefined,
  },
  {
    name: 'a step without an end',
    text: '#5 [1/3] RUN x\n#5 CANCELED\n',
    hasTargets: false,
    expected: undefined,
  },
])('the report sums up $name', ({ text, hasTargets, expected }) => {
  expect(reportSteps(readLog(text).steps(), hasTargets)).toEqual(expected)
})

test.each<[line: string, seconds: number]>([
  ['#5 DONE 3.4s', 3.4],
  ['#5 DONE 2.0s\n#5 DONE 3.4s', 3.4],
  ['#5 DONE', 0],
  // The output of a command has a time before it.
  ['#5 0.123 #5 DONE 9.9s', 0],
  ['#5 0.123 DONE 9.9s', 0],
  ['#5 DONE 9.9s more', 0],
  ['#6 DONE 9.9s', 0],
])('the duration of step 5 is read from %j', (line, seconds) => {
  const [step] = readLog(`#5 [1/1] RUN x\n${line}`).steps()
  expect(step?.seconds).toBe(seconds)
})

test('a warning of a Dockerfile check belongs to the step that loads the Dockerfile', () => {
  expect(readLog(single).checks()).toEqual([
    {
      title: '[internal] load build definition from Dockerfile',
      text: "FromAsCasing: 'as' and 'FROM' keywords' casing do not match (line 1)",
    },
  ])
})

test('titles and the numbers of steps and warnings are bounded', () => {
  const log = createBuildLog()
  for (let index = 0; index < 25_000; index += 1) {
    log.read(`#${index} ${'x'.repeat(1000)}`)
    log.read(`#1 WARN: ${index}`)
  }
  expect(log.steps()).toHaveLength(20_000)
  expect(log.steps()[0]?.title).toHaveLength(500)
  expect(log.checks()).toHaveLength(1_000)
})

const step = (title: string, state: LoggedStep['state'], seconds = 0): LoggedStep => ({
  title,
  state,
  seconds,
})

test.each<[name: string, first: LoggedStep[], second: LoggedStep[], expected: LoggedStep[]]>([
  [
    'a step that the warm build executed counts as executed',
    [step('a', 'executed', 3)],
    [step('a', 'cached')],
    [step('a', 'executed', 3)],
  ],
  [
    'a step that both execute counts once, with both times',
    [step('a', 'executed', 3)],
    [step('a', 'executed', 2)],
    [step('a', 'executed', 5)],
  ],
  ['a cached step stays cached', [step('a', 'cached')], [step('a', 'cached')], [step('a', 'cached')]],
  [
    'two steps of one title stay two',
    [step('a', 'executed', 3), step('a', 'executed', 4)],
    [step('a', 'cached'), step('a', 'cached')],
    [step('a', 'executed', 3), step('a', 'executed', 4)],
  ],
  [
    'a new step is added',
    [step('a', 'cached')],
    [step('push', 'executed', 1)],
    [step('a', 'cached'), step('push', 'executed', 1)],
  ],
])('of two builds of the same images, %s', (_, first, second, expected) => {
  expect(joinSteps(first, second)).toEqual(expected)
})

test('thousands of titles that a command imitates are counted in a short time', () => {
  const log = createBuildLog()
  for (let index = 0; index < 20_000; index += 1) {
    log.read(`#${index} [${' '.repeat(240)}${'1'.repeat(240)}] RUN x`)
    log.read(`#${index} DONE 0.0s`)
  }
  const started = performance.now()
  expect(reportSteps(log.steps(), true)).toBeUndefined()
  // A pattern with backtracking takes more than 10 s.
  expect(performance.now() - started).toBeLessThan(2_000)
})
