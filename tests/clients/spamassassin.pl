#!/usr/bin/perl
# Scores the messages named as arguments, without network and without anybody's settings: a line of
# JSON for each. The first argument is a folder that it may write to.
use strict;
use warnings;
use JSON::PP;
use Mail::SpamAssassin;

my $own = shift @ARGV;
my $assassin = Mail::SpamAssassin->new({
    local_tests_only => 1, dont_copy_prefs => 1, userprefs_filename => "$own/none",
    userstate_dir => $own, home_dir_for_helpers => $own,
});
for my $file (@ARGV) {
    open my $handle, '<:raw', $file or die "$file: $!";
    my $message = $assassin->parse(do { local $/; <$handle> });
    my $status = $assassin->check($message);
    my %scores = %{$status->{conf}{scores}};
    my %hits = map { $_ => $scores{$_} } split /,/, $status->get_names_of_tests_hit();
    print JSON::PP->new->canonical->encode({ score => $status->get_score(), rules => \%hits }), "\n";
    $status->finish();
    $message->finish();
}
