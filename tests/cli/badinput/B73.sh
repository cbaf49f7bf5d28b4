# shellcheck shell=sh disable=SC2034,SC2154
# SPDX-License-Identifier: AGPL-3.0-or-later
# Lists and forms that there are not
spec
sed -i '1i logs: { kinds: [redactions], formats: [csv, pdf] }' spec.yaml
wants 2 "words of logs" <<'EOT'
incamera: spec.yaml:1:17: error: "kinds" must be of redaction, index, privilege, sealing and exhibit: did you mean "redaction"?
    logs: { kinds: [redactions], formats: [csv, pdf] }
                    ^
incamera: spec.yaml:1:45: error: "formats" must be of csv, html and xlsx
    logs: { kinds: [redactions], formats: [csv, pdf] }
                                                ^
EOT
