# SPDX-License-Identifier: GPL-3.0-or-later
# bash completion for sluicectl. The program knows its commands and options; its help is asked for them.

_sluicectl_commands ()
{
  LC_ALL=C.UTF-8 sluicectl "$@" --help 2>/dev/null |
    sed -n '/^Commands:/,/^$/s/^  \([a-z][a-z-]*\( [a-z-]*\)\{0,1\}\)   *[^ ].*/\1/p'
}

_sluicectl_options ()
{
  LC_ALL=C.UTF-8 sluicectl "$@" --help 2>/dev/null |
    sed -n 's/^  *\(-., \)\{0,1\}\(--[a-z-]*\).*/\2/p'
}

_sluicectl ()
{
  local current="${COMP_WORDS[COMP_CWORD]}" word words=() choices=''

  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    [[ $word == -* ]] || words+=("$word")
  done
  if [[ $current == -* ]]; then
    choices="$(_sluicectl_options "${words[@]:0:2}") --json --no-color --workspace --verbose --help"
  elif [[ ${#words[@]} -eq 0 ]]; then
    choices=$(_sluicectl_commands | cut -d ' ' -f 1 | sort -u)
  else
    case "${words[0]},${#words[@]}" in
      workspace,1 | audience,1) choices=$(_sluicectl_commands "${words[0]}" | cut -d ' ' -f 2) ;;
      list,1 | show,1 | delete,1)
        choices='feeds connections data-models field-transformations pipelines audiences' ;;
      fields,1 | script,1) choices='snowflake bigquery redshift databricks' ;;
    esac
  fi
  mapfile -t COMPREPLY < <(compgen -W "$choices" -- "$current")
}

complete -o default -F _sluicectl sluicectl
