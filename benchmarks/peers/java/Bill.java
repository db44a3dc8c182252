import java.util.ArrayList;
import java.util.List;

/** The bill as the data have it, Brazilian formatting, patterns of the codes. */
final class Bill {
    static class Issuer { String name, cnpj, ie, address, city, site, phone; }
    static class Customer { String name, cpf, street, city, code, line, plan; }
    static class Charge { String desc, period, qty; long unit, amount; }
    static class Tax { String name; long base, rate_bp, amount; }
    static class Month { String month; int mb; }
    static class Offer { String kind, title, body, last; }
    static class Payment { String pix, barcode, line, note; String[] qr; }

    static class Detail {
        String date, time, to, volume;
        long dur, amount;

        String extent() { return volume == null ? hms(dur) : volume; }
    }

    String id, issue, due;
    String[] period;
    Issuer issuer;
    Customer customer;
    Charge[] charges;
    Tax[] taxes;
    long total;
    Month[] usage;
    Offer[] offers;
    Payment payment;
    Detail[] details;

    static String two(long n) { return n < 10 ? "0" + n : Long.toString(n); }

    /** 1234567 -> 12.345,67 */
    static String brl(long cents) {
        long all = Math.abs(cents);
        String whole = Long.toString(all / 100);
        StringBuilder b = new StringBuilder(16);
        if (cents < 0) b.append('-');
        for (int i = 0; i < whole.length(); i++) {
            if (i > 0 && (whole.length() - i) % 3 == 0) b.append('.');
            b.append(whole.charAt(i));
        }
        return b.append(',').append(two(all % 100)).toString();
    }

    static String dmy(String s) {
        return s.substring(8, 10) + "/" + s.substring(5, 7) + "/" + s.substring(0, 4);
    }

    static String hms(long s) { return two(s / 3600) + ":" + two(s / 60 % 60) + ":" + two(s % 60); }

    static String rate(long points) { return points / 100 + "," + two(points % 100) + "%"; }

    static String gb(int mb) { return mb / 1000 + "," + mb % 1000 / 100; }

    String dates() {
        return "Fatura nº " + id + " · Emissão " + dmy(issue) + " · Período de " + dmy(period[0])
            + " a " + dmy(period[1]);
    }

    /** The round step in GB of the chart's four grid lines, the fourth above all values. */
    int chartStep() {
        double top = 0;
        for (Month m : usage) top = Math.max(top, m.mb / 1000.0);
        for (int s : new int[] {1, 2, 5, 10, 15, 20, 25, 50, 100}) if (s * 4 >= top) return s;
        return 250;
    }

    private static final String[] ITF = {
        "nnwwn", "wnnnw", "nwnnw", "wwnnn", "nnwnw", "wnwnn", "nwwnn", "nnnww", "wnnwn", "nwnwn"};

    /** Interleaved 2 of 5: (x, width) of each bar in modules; the last pair is (total, 0). */
    static List<int[]> itf(String digits) {
        List<Integer> widths = new ArrayList<>(List.of(1, 1, 1, 1));
        for (int i = 0; i < digits.length(); i += 2)
            for (int k = 0; k < 5; k++) {
                widths.add(ITF[digits.charAt(i) - '0'].charAt(k) == 'w' ? 3 : 1);
                widths.add(ITF[digits.charAt(i + 1) - '0'].charAt(k) == 'w' ? 3 : 1);
            }
        widths.addAll(List.of(3, 1, 1));
        List<int[]> bars = new ArrayList<>();
        int x = 0;
        for (int i = 0; i < widths.size(); i++) {
            if (i % 2 == 0) bars.add(new int[] {x, widths.get(i)});
            x += widths.get(i);
        }
        bars.add(new int[] {x, 0});
        return bars;
    }

    /** Horizontal runs (x, y, length) of the Pix code's dark modules. */
    List<int[]> qrRuns() {
        List<int[]> runs = new ArrayList<>();
        for (int y = 0; y < payment.qr.length; y++) {
            String row = payment.qr[y];
            for (int x = row.indexOf('1'); x >= 0; ) {
                int end = row.indexOf('0', x);
                if (end < 0) end = row.length();
                runs.add(new int[] {x, y, end - x});
                x = row.indexOf('1', end);
            }
        }
        return runs;
    }
}
