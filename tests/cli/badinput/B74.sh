# shellcheck shell=sh disable=SC2034,SC2154
# SPDX-License-Identifier: AGPL-3.0-or-later
# Copies that cannot be
spec
cp spec.yaml base.yaml
cat >>spec.yaml <<'EOF'
copies: [proposed]
proposed: { banner: FOR THE COURT }
EOF
wants 2 "copies without the redacted one, a banner that says nothing" <<'EOF'
incamera: spec.yaml:6:9: error: "copies" does not name redacted: the log and the index are of that copy, so write [redacted, proposed]
    copies: [proposed]
            ^
incamera: spec.yaml:7:21: error: "banner" must hold the word UNREDACTED: a copy that is not redacted says so on every page
    proposed: { banner: *** }
                        ^
EOF
cp base.yaml spec.yaml
cat >>spec.yaml <<'EOF'
copies: [redacted, proposed]
legend: { text: CONFIDENTIAL, position: top-center }
EOF
wants 2 "a legend in the banner's place" <<'EOF'
incamera: spec.yaml: error: the legend stands in the place of the banner of unredacted copies, top-center: move one, as by proposed: { banner_at: ... }
EOF
