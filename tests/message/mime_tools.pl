# Reads messages, each after a line with its length, and writes what MIME::tools makes of each
# as one line of JSON.
use strict;
use warnings;
use JSON::PP;
use Mail::Address;
use MIME::Base64;
use MIME::Parser;
use MIME::WordDecoder;

binmode STDIN;
$| = 1;
my $json = JSON::PP->new->canonical->ascii;

sub tree {
    my ($entity) = @_;
    my $type = lc $entity->mime_type;
    return [$type, [map { tree($_) } $entity->parts]] if $entity->is_multipart;
    my $body = $entity->bodyhandle;
    return [$type, encode_base64($body ? $body->as_string : "", "")];
}

while (my $length = <STDIN>) {
    my $message = "";
    read(STDIN, $message, $length) == $length or die "message cut short";
    my $parser = MIME::Parser->new;
    $parser->output_to_core(1);
    $parser->tmp_to_core(1);
    my $entity = $parser->parse_data($message);
    my $head = $entity->head;
    my (@names, %values);
    for my $line (@{ $head->header }) {
        my ($name, $value) = $line =~ /^([^:]+):\s*(.*)$/s or die "no header: $line";
        $value =~ s/\r?\n(?=[ \t])//g;
        $value =~ s/\s+\z//;
        push @names, $name;
        $values{lc $name} = $value;
    }
    my @from = Mail::Address->parse($values{from});
    print $json->encode({
        names => \@names,
        subject => mime_to_perl_string($values{subject}),
        from => [map { $_->address } @from],
        sender => mime_to_perl_string($from[0]->phrase),
        to => [map { $_->address } Mail::Address->parse($values{to})],
        unsubscribe => $values{"list-unsubscribe"},
        tree => tree($entity),
    }), "\n";
}
