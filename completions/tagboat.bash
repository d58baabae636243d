# Completions of tagboat for bash. Written by `npm run docs`.
_tagboat_values() {
  case "$1:$2" in
    plan:--workflow) echo 'FILE' ;;
    plan:--push) echo 'auto true false digest' ;;
    plan:--platform | plan:--platforms) echo 'linux/amd64 linux/arm64 linux/arm/v7 linux/ppc64le linux/riscv64 linux/s390x' ;;
    plan:--cache) echo 'auto gha registry off' ;;
    plan:--cache-mounts) echo 'true false always' ;;
    plan:--overwrite) echo 'true false scheduled' ;;
    plan:--forward-only) echo 'true false' ;;
    plan:--require-signed-tag) echo 'true false' ;;
    plan:--trust-fork-code) echo 'true false' ;;
    plan:--bake-file | plan:--bake-files) echo 'FILE' ;;
    plan:--only-changed) echo 'true false' ;;
    plan:--context) echo 'FOLDER' ;;
    plan:--file) echo 'FILE' ;;
    plan:--no-cache) echo 'true false' ;;
    plan:--pull) echo 'true false' ;;
    plan:--load) echo 'true false' ;;
    plan:--network) echo 'default none host' ;;
    plan:--provenance) echo 'true false mode=min mode=max' ;;
    plan:--sbom) echo 'true false generator=' ;;
    plan:--checks) echo 'warn error off' ;;
    plan:--build-record) echo 'true false' ;;
    plan:--rewrite-timestamp) echo 'true false' ;;
    plan:--driver) echo 'docker-container remote kubernetes docker' ;;
    plan:--keep-builder) echo 'true false' ;;
    plan:--emulation) echo 'auto never' ;;
    build:--workflow) echo 'FILE' ;;
    build:--platform | build:--platforms) echo 'linux/amd64 linux/arm64 linux/arm/v7 linux/ppc64le linux/riscv64 linux/s390x' ;;
    build:--cache) echo 'auto gha registry off' ;;
    build:--cache-mounts) echo 'true false always' ;;
    build:--overwrite) echo 'true false scheduled' ;;
    build:--forward-only) echo 'true false' ;;
    build:--require-signed-tag) echo 'true false' ;;
    build:--trust-fork-code) echo 'true false' ;;
    build:--bake-file | build:--bake-files) echo 'FILE' ;;
    build:--context) echo 'FOLDER' ;;
    build:--file) echo 'FILE' ;;
    build:--no-cache) echo 'true false' ;;
    build:--pull) echo 'true false' ;;
    build:--network) echo 'default none host' ;;
    build:--provenance) echo 'true false mode=min mode=max' ;;
    build:--sbom) echo 'true false generator=' ;;
    build:--checks) echo 'warn error off' ;;
    build:--build-record) echo 'true false' ;;
    build:--rewrite-timestamp) echo 'true false' ;;
    build:--driver) echo 'docker-container remote kubernetes docker' ;;
    build:--keep-builder) echo 'true false' ;;
    build:--emulation) echo 'auto never' ;;
    publish:--workflow) echo 'FILE' ;;
    publish:--push) echo 'auto true false digest' ;;
    publish:--platform | publish:--platforms) echo 'linux/amd64 linux/arm64 linux/arm/v7 linux/ppc64le linux/riscv64 linux/s390x' ;;
    publish:--cache) echo 'auto gha registry off' ;;
    publish:--cache-mounts) echo 'true false always' ;;
    publish:--dry-run) echo 'true false' ;;
    publish:--overwrite) echo 'true false scheduled' ;;
    publish:--forward-only) echo 'true false' ;;
    publish:--require-signed-tag) echo 'true false' ;;
    publish:--trust-fork-code) echo 'true false' ;;
    publish:--bake-file | publish:--bake-files) echo 'FILE' ;;
    publish:--only-changed) echo 'true false' ;;
    publish:--context) echo 'FOLDER' ;;
    publish:--file) echo 'FILE' ;;
    publish:--no-cache) echo 'true false' ;;
    publish:--pull) echo 'true false' ;;
    publish:--load) echo 'true false' ;;
    publish:--network) echo 'default none host' ;;
    publish:--provenance) echo 'true false mode=min mode=max' ;;
    publish:--sbom) echo 'true false generator=' ;;
    publish:--checks) echo 'warn error off' ;;
    publish:--build-record) echo 'true false' ;;
    publish:--rewrite-timestamp) echo 'true false' ;;
    publish:--driver) echo 'docker-container remote kubernetes docker' ;;
    publish:--keep-builder) echo 'true false' ;;
    publish:--emulation) echo 'auto never' ;;
    promote:--platform | promote:--platforms) echo 'linux/amd64 linux/arm64 linux/arm/v7 linux/ppc64le linux/riscv64 linux/s390x' ;;
    promote:--dry-run) echo 'true false' ;;
    promote:--overwrite) echo 'true false scheduled' ;;
    promote:--forward-only) echo 'true false' ;;
    promote:--require-signed-tag) echo 'true false' ;;
    promote:--trust-fork-code) echo 'true false' ;;
    prune:--bake-file | prune:--bake-files) echo 'FILE' ;;
    describe:--readme) echo 'FILE' ;;
    doctor:--workflow) echo 'FILE' ;;
    doctor:--push) echo 'auto true false digest' ;;
    doctor:--platform | doctor:--platforms) echo 'linux/amd64 linux/arm64 linux/arm/v7 linux/ppc64le linux/riscv64 linux/s390x' ;;
    doctor:--cache) echo 'auto gha registry off' ;;
    doctor:--cache-mounts) echo 'true false always' ;;
    doctor:--overwrite) echo 'true false scheduled' ;;
    doctor:--forward-only) echo 'true false' ;;
    doctor:--require-signed-tag) echo 'true false' ;;
    doctor:--trust-fork-code) echo 'true false' ;;
    doctor:--bake-file | doctor:--bake-files) echo 'FILE' ;;
    doctor:--only-changed) echo 'true false' ;;
    doctor:--context) echo 'FOLDER' ;;
    doctor:--file) echo 'FILE' ;;
    doctor:--no-cache) echo 'true false' ;;
    doctor:--pull) echo 'true false' ;;
    doctor:--load) echo 'true false' ;;
    doctor:--network) echo 'default none host' ;;
    doctor:--provenance) echo 'true false mode=min mode=max' ;;
    doctor:--sbom) echo 'true false generator=' ;;
    doctor:--checks) echo 'warn error off' ;;
    doctor:--build-record) echo 'true false' ;;
    doctor:--rewrite-timestamp) echo 'true false' ;;
    doctor:--driver) echo 'docker-container remote kubernetes docker' ;;
    doctor:--keep-builder) echo 'true false' ;;
    doctor:--emulation) echo 'auto never' ;;
    init:--platform | init:--platforms) echo 'linux/amd64 linux/arm64 linux/arm/v7 linux/ppc64le linux/riscv64 linux/s390x' ;;
    *) return 1 ;;
  esac
}

_tagboat() {
  local current="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD - 1]}" command="${COMP_WORDS[1]}"
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W 'plan build publish promote prune describe doctor migrate init completion' -- "$current"))
    return
  fi
  # bash makes words of their own of a flag, =, and the value.
  if [ "$current" = = ]; then
    current=''
  elif [ "$before" = = ]; then
    before="${COMP_WORDS[COMP_CWORD - 2]}"
  elif [[ "$before" == --* && "$current" != -* ]]; then
    _tagboat_takes_value "$command" "$before" || before=""
  else
    before=""
  fi
  if [ -n "$before" ]; then
    local values
    values="$(_tagboat_values "$command" "$before")" || return
    case "$values" in
      FILE | FOLDER)
        compopt -o filenames 2> /dev/null
        local IFS=$'\n'
        if [ "$values" = FILE ]; then COMPREPLY=($(compgen -f -- "$current")); fi
        if [ "$values" = FOLDER ]; then COMPREPLY=($(compgen -d -- "$current")); fi
        ;;
      *) COMPREPLY=($(compgen -W "$values" -- "$current")) ;;
    esac
    return
  fi
  case "$command" in
    plan) COMPREPLY=($(compgen -W '--image --tag --platform --build-arg --label --annotation --no-forward-only --bake-file --var --build-context --secret-env --secret-file --no-cache-filter --output --add-host --attest --driver-opt --ref --event --pr --fork --default-branch --user --json --quiet --verbose --help --workflow --step --matrix --workflow-value --offline --images --tags --from --push --platforms --build-args --cache --cache-from --cache-to --cache-mounts --registry --username --flavor --labels --annotations --overwrite --forward-only --require-signed-tag --trust-fork-code --builds --bake-files --targets --set --vars --only-changed --context --file --target --build-contexts --secret-envs --secret-files --ssh --no-cache --no-cache-filters --pull --load --outputs --network --add-hosts --shm-size --ulimit --allow --provenance --sbom --attests --checks --build-record --rewrite-timestamp --builder --driver --driver-opts --buildkitd-flags --buildkitd-config-inline --endpoint --append --keep-builder --emulation --qemu-image --buildx-version --buildx-mirror --cache-mounts-image --engine-wait' -- "$current")) ;;
    build) COMPREPLY=($(compgen -W '--image --tag --platform --build-arg --label --annotation --no-forward-only --bake-file --var --build-context --secret-env --secret-file --no-cache-filter --output --add-host --attest --driver-opt --ref --event --pr --fork --default-branch --user --json --quiet --verbose --help --workflow --step --matrix --workflow-value --planned-tags --load --images --tags --platforms --build-args --cache --cache-from --cache-to --cache-mounts --registry --username --flavor --labels --annotations --overwrite --forward-only --require-signed-tag --trust-fork-code --builds --bake-files --targets --set --vars --context --file --target --build-contexts --secret-envs --secret-files --ssh --no-cache --no-cache-filters --pull --outputs --network --add-hosts --shm-size --ulimit --allow --provenance --sbom --attests --checks --build-record --rewrite-timestamp --builder --driver --driver-opts --buildkitd-flags --buildkitd-config-inline --endpoint --append --keep-builder --emulation --qemu-image --buildx-version --buildx-mirror --cache-mounts-image --engine-wait' -- "$current")) ;;
    publish) COMPREPLY=($(compgen -W '--image --tag --platform --build-arg --label --annotation --no-forward-only --bake-file --var --build-context --secret-env --secret-file --no-cache-filter --output --add-host --attest --driver-opt --ref --event --pr --fork --default-branch --user --json --quiet --verbose --help --allow-dirty --allow-release --password-stdin --workflow --step --matrix --workflow-value --images --tags --from --push --platforms --build-args --cache --cache-from --cache-to --cache-mounts --dry-run --registry --username --flavor --labels --annotations --overwrite --forward-only --require-signed-tag --trust-fork-code --builds --bake-files --targets --set --vars --only-changed --context --file --target --build-contexts --secret-envs --secret-files --ssh --no-cache --no-cache-filters --pull --load --outputs --network --add-hosts --shm-size --ulimit --allow --provenance --sbom --attests --checks --build-record --rewrite-timestamp --builder --driver --driver-opts --buildkitd-flags --buildkitd-config-inline --endpoint --append --keep-builder --emulation --qemu-image --buildx-version --buildx-mirror --cache-mounts-image --engine-wait' -- "$current")) ;;
    promote) COMPREPLY=($(compgen -W '--image --tag --platform --annotation --no-forward-only --ref --event --pr --fork --default-branch --user --json --quiet --verbose --help --allow-dirty --allow-release --password-stdin --images --tags --platforms --dry-run --registry --username --flavor --annotations --overwrite --forward-only --require-signed-tag --trust-fork-code --engine-wait' -- "$current")) ;;
    prune) COMPREPLY=($(compgen -W '--image --tag --bake-file --var --yes --ref --pr --default-branch --keep --keep-days --sha --untagged --delete-package --json --quiet --verbose --help --password-stdin --images --tags --registry --username --flavor --builds --bake-files --targets --set --vars' -- "$current")) ;;
    describe) COMPREPLY=($(compgen -W '--readme --description --dry-run --ref --password-stdin --quiet --verbose --help --registry --username' -- "$current")) ;;
    doctor) COMPREPLY=($(compgen -W '--image --tag --platform --build-arg --label --annotation --no-forward-only --bake-file --var --build-context --secret-env --secret-file --no-cache-filter --output --add-host --attest --driver-opt --ref --event --pr --fork --default-branch --user --json --quiet --verbose --help --workflow --step --matrix --workflow-value --images --tags --from --push --platforms --build-args --cache --cache-from --cache-to --cache-mounts --registry --username --flavor --labels --annotations --overwrite --forward-only --require-signed-tag --trust-fork-code --builds --bake-files --targets --set --vars --only-changed --context --file --target --build-contexts --secret-envs --secret-files --ssh --no-cache --no-cache-filters --pull --load --outputs --network --add-hosts --shm-size --ulimit --allow --provenance --sbom --attests --checks --build-record --rewrite-timestamp --builder --driver --driver-opts --buildkitd-flags --buildkitd-config-inline --endpoint --append --keep-builder --emulation --qemu-image --buildx-version --buildx-mirror --cache-mounts-image --engine-wait' -- "$current")) ;;
    migrate) COMPREPLY=($(compgen -W '--write --default-branch --quiet --verbose --help' -- "$current")) ;;
    init) COMPREPLY=($(compgen -W '--image --platform --yes --output --default-branch --help --images --platforms' -- "$current")) ;;
    completion) COMPREPLY=($(compgen -W 'bash zsh fish --help' -- "$current")) ;;
  esac
}

_tagboat_takes_value() {
  case "$1:$2" in
    plan:--no-fork | plan:--no-json | plan:--no-offline | plan:--no-cache-mounts | plan:--no-overwrite | plan:--no-forward-only | plan:--no-require-signed-tag | plan:--no-trust-fork-code | plan:--no-only-changed | plan:--no-pull | plan:--no-load | plan:--no-build-record | plan:--no-rewrite-timestamp | plan:--no-keep-builder | plan:--fork | plan:--json | plan:--quiet | plan:--verbose | plan:--help | plan:--offline | plan:--cache-mounts | plan:--overwrite | plan:--forward-only | plan:--require-signed-tag | plan:--trust-fork-code | plan:--only-changed | plan:--no-cache | plan:--pull | plan:--load | plan:--build-record | plan:--rewrite-timestamp | plan:--keep-builder) return 1 ;;
    build:--no-fork | build:--no-json | build:--no-planned-tags | build:--no-cache-mounts | build:--no-overwrite | build:--no-forward-only | build:--no-require-signed-tag | build:--no-trust-fork-code | build:--no-pull | build:--no-build-record | build:--no-rewrite-timestamp | build:--no-keep-builder | build:--fork | build:--json | build:--quiet | build:--verbose | build:--help | build:--planned-tags | build:--cache-mounts | build:--overwrite | build:--forward-only | build:--require-signed-tag | build:--trust-fork-code | build:--no-cache | build:--pull | build:--build-record | build:--rewrite-timestamp | build:--keep-builder) return 1 ;;
    publish:--no-fork | publish:--no-json | publish:--no-allow-dirty | publish:--no-allow-release | publish:--no-password-stdin | publish:--no-cache-mounts | publish:--no-dry-run | publish:--no-overwrite | publish:--no-forward-only | publish:--no-require-signed-tag | publish:--no-trust-fork-code | publish:--no-only-changed | publish:--no-pull | publish:--no-load | publish:--no-build-record | publish:--no-rewrite-timestamp | publish:--no-keep-builder | publish:--fork | publish:--json | publish:--quiet | publish:--verbose | publish:--help | publish:--allow-dirty | publish:--allow-release | publish:--password-stdin | publish:--cache-mounts | publish:--dry-run | publish:--overwrite | publish:--forward-only | publish:--require-signed-tag | publish:--trust-fork-code | publish:--only-changed | publish:--no-cache | publish:--pull | publish:--load | publish:--build-record | publish:--rewrite-timestamp | publish:--keep-builder) return 1 ;;
    promote:--no-fork | promote:--no-json | promote:--no-allow-dirty | promote:--no-allow-release | promote:--no-password-stdin | promote:--no-dry-run | promote:--no-overwrite | promote:--no-forward-only | promote:--no-require-signed-tag | promote:--no-trust-fork-code | promote:--fork | promote:--json | promote:--quiet | promote:--verbose | promote:--help | promote:--allow-dirty | promote:--allow-release | promote:--password-stdin | promote:--dry-run | promote:--overwrite | promote:--forward-only | promote:--require-signed-tag | promote:--trust-fork-code) return 1 ;;
    prune:--no-untagged | prune:--no-delete-package | prune:--no-json | prune:--no-password-stdin | prune:--yes | prune:--untagged | prune:--delete-package | prune:--json | prune:--quiet | prune:--verbose | prune:--help | prune:--password-stdin) return 1 ;;
    describe:--no-dry-run | describe:--no-password-stdin | describe:--dry-run | describe:--password-stdin | describe:--quiet | describe:--verbose | describe:--help) return 1 ;;
    doctor:--no-fork | doctor:--no-json | doctor:--no-cache-mounts | doctor:--no-overwrite | doctor:--no-forward-only | doctor:--no-require-signed-tag | doctor:--no-trust-fork-code | doctor:--no-only-changed | doctor:--no-pull | doctor:--no-load | doctor:--no-build-record | doctor:--no-rewrite-timestamp | doctor:--no-keep-builder | doctor:--fork | doctor:--json | doctor:--quiet | doctor:--verbose | doctor:--help | doctor:--cache-mounts | doctor:--overwrite | doctor:--forward-only | doctor:--require-signed-tag | doctor:--trust-fork-code | doctor:--only-changed | doctor:--no-cache | doctor:--pull | doctor:--load | doctor:--build-record | doctor:--rewrite-timestamp | doctor:--keep-builder) return 1 ;;
    migrate:--write | migrate:--quiet | migrate:--verbose | migrate:--help) return 1 ;;
    init:--yes | init:--help) return 1 ;;
    completion:--help) return 1 ;;
  esac
}

complete -F _tagboat tagboat
