<?php
// Roundcube's own way from a message's HTML to what it shows, without its server: reads a JSON list
// of {html, images} from standard input, writes a JSON list of washed HTML. Argument: its folder.
// What it warns of goes where it belongs: standard output is the answer.
ini_set('display_errors', 'stderr');
define('INSTALL_PATH', rtrim($argv[1], '/') . '/');
set_include_path(INSTALL_PATH . 'program/lib' . PATH_SEPARATOR . get_include_path());
require 'Masterminds/HTML5/autoload.php';
require INSTALL_PATH . 'program/lib/Roundcube/bootstrap.php';

// All that washing asks of the application is where pictures and pages of its own lie.
class rcmail
{
    public $output;

    public static function get_instance()
    {
        static $one = null;
        if (!$one) {
            $one = new self();
            $one->output = $one;
        }
        return $one;
    }

    public function asset_url($path)
    {
        return $path;
    }

    public function url($parts)
    {
        return '?' . http_build_query($parts);
    }
}

class rcmail_output
{
    public const JS_OBJECT_NAME = 'rcmail';
}

require INSTALL_PATH . 'program/include/rcmail_action.php';
require INSTALL_PATH . 'program/actions/mail/index.php';

$washed = [];
foreach (json_decode(stream_get_contents(STDIN), true) as $mail) {
    $options = [
        'safe' => $mail['safe'] ?? false,
        'inline_html' => true,
        'css_prefix' => 'v1',
        'body_class' => 'rcmBody',
        'container_id' => 'message-htmlpart1',
    ];
    $washed[] = rcmail_action_mail_index::wash_html($mail['html'], $options, $mail['images']);
}
echo json_encode($washed, JSON_THROW_ON_ERROR);
