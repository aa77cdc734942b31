" Arcane for Vim 8.1 or later and Neovim: errors of the game in the quickfix list.
" Copy it to ~/.vim/plugin/arcane.vim, or to ~/.config/nvim/plugin/arcane.vim.
"
"   :Arcane                 plays the game of the current folder beside the editor. A save that fails fills the list, one that
"                           works empties it. :copen shows it, :cfirst and :cnext jump
"   :Arcane!                ends the game
"   :Arcane check           jumps to the first error of the types; also :Arcane test, :Arcane run --headless --frames 60, :Arcane build
"
" g:arcane is the program, if it is not on PATH.

let s:format = '%f:%l:%c: %trror: %m,%f:%l:%c: %tarning: %m,%-G%.%#'
" After such a line what was wrong before is over.
let s:well = '^arcane: \(.* reloaded, .* ms\|started over, .* ms\|on the screen after .* ms\|back to what is playing\)'
let s:list = 0

function! s:words(arguments) abort
  return [expand(get(g:, 'arcane', 'arcane'))] + a:arguments
endfunction

function! s:run(arguments) abort
  let l:said = systemlist(join(map(s:words(a:arguments), 'shellescape(v:val)')) . ' 2>&1')
  call setqflist([], ' ', {'title': join(['arcane'] + a:arguments), 'lines': l:said, 'efm': s:format})
  if empty(getqflist())
    echo empty(l:said) ? 'arcane: well' : l:said[-1]
  else
    cfirst
  endif
endfunction

function! s:hear(line) abort
  " The list may have been dropped: Vim keeps ten.
  if s:list == 0 || getqflist({'id': s:list, 'nr': 0}).nr == 0
    call setqflist([], ' ', {'title': 'arcane dev'})
    let s:list = getqflist({'id': 0}).id
  endif
  if a:line =~# s:well
    call setqflist([], 'r', {'id': s:list, 'items': []})
  else
    call setqflist([], 'a', {'id': s:list, 'lines': [a:line], 'efm': s:format})
  endif
endfunction

" Lines come in pieces: the last one of each call goes on in the next.
let s:begun = ''
function! s:hearPieces(pieces) abort
  let l:lines = [s:begun . a:pieces[0]] + a:pieces[1:]
  let s:begun = remove(l:lines, -1)
  for l:line in l:lines
    call s:hear(l:line)
  endfor
endfunction

function! s:stop() abort
  if exists('s:job')
    " One that has ended by itself is an error to Neovim.
    silent! call call(has('nvim') ? 'jobstop' : 'job_stop', [s:job])
    unlet s:job
  endif
endfunction

function! s:play() abort
  call s:stop()
  if has('nvim')
    let s:begun = ''
    let s:job = jobstart(s:words(['dev']), {'on_stderr': {_, pieces, event -> s:hearPieces(pieces)}})
  else
    let s:job = job_start(s:words(['dev']), {'in_io': 'null', 'out_io': 'null', 'err_cb': {_, line -> s:hear(line)}})
  endif
endfunction

function! s:arcane(ends, arguments) abort
  if a:ends
    call s:stop()
  elseif empty(a:arguments)
    call s:play()
  else
    call s:run(a:arguments)
  endif
endfunction

command! -bang -nargs=* -complete=file Arcane call s:arcane(<bang>0, [<f-args>])
