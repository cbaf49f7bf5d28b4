# shellcheck shell=sh disable=SC2034,SC2154
# SPDX-License-Identifier: AGPL-3.0-or-later
# A registry that is none, or was changed
spec
echo '{"before":"no"}' >bates.registry
wants 2 "that was changed" <<'EOF'
incamera: error: bates.registry: line 1 does not follow from the line before it: somebody changed the file; put back the file as it was: it is only ever added to
EOF
printf '{"before":"%064d","page":1}\n' 0 >bates.registry
wants 2 "that is none" <<'EOF'
incamera: error: bates.registry: line 1: is not one that this program wrote; put back the file as it was: it is only ever added to
EOF
rm bates.registry
mkdir bates.registry
wants 2 "that is a directory" <<'EOF'
incamera: error: .: bates.registry is not a regular file
EOF
rmdir bates.registry
sed -i 's/digits: 6/&, registry: no\/such.registry/' spec.yaml
wants 2 "without a directory" <<'EOF'
incamera: error: the registry of numbers, no/such.registry, has no directory: `registry:` names a file in one that is there
EOF
