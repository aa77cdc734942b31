" Arcane for Vim and Neovim: errors of arcane run, test and check in the quickfix list.
" Source it, or copy it to ~/.vim/after/ftplugin/typescript.vim. Then :make, :cnext.
"
" :make plays the game for a moment without a window; :Arcane test and :Arcane check do what they say.
set errorformat=%f:%l:%c:\ %trror:\ %m,%f:%l:%c:\ %tarning:\ %m,%-G%.%#
set makeprg=arcane\ run\ --headless\ --frames\ 60
command! -nargs=+ Arcane let s:before = &makeprg | let &makeprg = 'arcane <args>' | make | let &makeprg = s:before
