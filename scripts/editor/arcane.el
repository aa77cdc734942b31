;;; arcane.el --- Play, test and check Arcane games from Emacs  -*- lexical-binding: t -*-
;; Compilation mode knows the form of the errors: M-g n goes to the next one. C-c C-k ends the game.

(require 'compile)

(defun arcane--root ()
  (or (locate-dominating-file default-directory "arcane.json") default-directory))

(defun arcane--run (command)
  (let ((default-directory (arcane--root)))
    (compilation-start command nil (lambda (_mode) (format "*arcane %s*" (car (last (split-string command))))))))

(defun arcane-dev () "Play the game, and show every save at once." (interactive) (arcane--run "arcane dev"))
(defun arcane-test () "Run the tests." (interactive) (arcane--run "arcane test"))
(defun arcane-check () "Check the types." (interactive) (arcane--run "arcane check"))

(provide 'arcane)
