namespace AdapterKit;

/// <summary>The token ids of several texts, padded to one length.</summary>
public sealed class TokenBatch : IDisposable
{
    private TokenBatch(
        Tensor ids, Tensor mask, bool isPadded, Tensor? segments = null, Tensor? positions = null, TokenBatch? target = null)
    {
        Positions = positions;
        Target = target;
        Ids = ids;
        Mask = mask;
        IsPadded = isPadded;
        Segments = segments;
        Device = ids.device;
    }

    /// <summary>Token ids, int64 <c>[batch, tokens]</c>.</summary>
    public Tensor Ids { get; }

    /// <summary>True at real tokens, bool <c>[batch, tokens]</c>.</summary>
    public Tensor Mask { get; }

    /// <summary>
    /// The text that each token belongs to, 0 or 1, int64 <c>[batch, tokens]</c>; <see langword="null"/> in a batch without pairs.
    /// </summary>
    public Tensor? Segments { get; }

    /// <summary>
    /// The position of each token in its text, int64 <c>[batch, tokens]</c>; <see langword="null"/> if the first token of each row has
    /// position 0.
    /// </summary>
    public Tensor? Positions { get; }

    /// <summary>
    /// What the decoder of an encoder-decoder reads for each text; <see langword="null"/> in a batch without (<see cref="WithTarget"/>).
    /// </summary>
    public TokenBatch? Target { get; }

    /// <summary>
    /// The text of its row that each token belongs to, from 0 on, and −1 at padding, int64 <c>[batch, tokens]</c>; <see langword="null"/>
    /// in a batch without packed texts (<see cref="TokenizedText.Pack"/>).
    /// </summary>
    public Tensor? Documents { get; private init; }

    /// <summary>
    /// What the decoder of an encoder-decoder is to write for each text, and reads one token behind; <see langword="null"/> where it reads
    /// the texts themselves, or their <see cref="Target"/>.
    /// </summary>
    internal TokenBatch? Written { get; private init; }

    /// <summary>The tokens that the hidden states of the last layer belong to.</summary>
    public TokenBatch Output => Target ?? Written ?? this;

    /// <summary>The images, <c>[batch, channels, height, width]</c>; <see langword="null"/> in a batch of texts.</summary>
    public Tensor? Pixels { get; private init; }

    /// <summary>The device of the tensors.</summary>
    public Device Device { get; }

    /// <summary>Whether any token is padding.</summary>
    public bool IsPadded { get; }

    /// <summary>The number of texts.</summary>
    public int Count => (int)Ids.size(0);

    /// <summary>Pads rows to the length of the longest; a batch of empty rows gets one padding token each.</summary>
    /// <param name="rows">The token ids of each text; at least one row.</param>
    /// <param name="padId">The id at padding positions.</param>
    /// <param name="device">The device of the tensors; the CPU by default.</param>
    /// <returns>A batch owned by the caller.</returns>
    /// <exception cref="ArgumentException">There is no row.</exception>
    public static TokenBatch Pad(IReadOnlyList<int[]> rows, int padId, Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Count == 0)
            throw new ArgumentException("A batch needs at least one text.", nameof(rows));

        var tokens = Math.Max(1, rows.Max(row => row.Length));
        var ids = new long[rows.Count * tokens];
        var mask = new bool[ids.Length];
        Array.Fill(ids, padId);
        foreach (var (index, row) in rows.Index())
        {
            for (var column = 0; column < row.Length; column++)
                ids[(index * tokens) + column] = row[column];

            Array.Fill(mask, true, index * tokens, row.Length);
        }

        // A batch outlives any dispose scope that happens to be open where it is created.
        return new TokenBatch(
            tensor(ids, [rows.Count, tokens], device: device).DetachFromDisposeScope(),
            tensor(mask, [rows.Count, tokens], device: device).DetachFromDisposeScope(),
            rows.Any(row => row.Length < tokens));
    }

    /// <summary>Pads texts or pairs of texts to the length of the longest, or stacks images.</summary>
    /// <param name="texts">At least one text or image.</param>
    /// <param name="padId">The id at padding positions.</param>
    /// <param name="device">The device of the tensors; the CPU by default.</param>
    /// <returns>A batch owned by the caller.</returns>
    /// <exception cref="ArgumentException">There is no text, there are texts and images, or images of different sizes.</exception>
    public static TokenBatch Pad(IReadOnlyList<TokenizedText> texts, int padId, Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(texts);
        if (texts.Any(text => text.Image is not null))
            return Stack(texts, device);

        var batch = Pad([.. texts.Select(text => text.Ids)], padId, device);
        if (texts.Any(text => text.Starts is not null))
            return PackRows(batch, texts);

        var written = texts.Any(text => text.Target is not null)
            ? Pad([.. texts.Select(text => text.Target ?? text.Ids)], padId, device)
            : null;
        if (texts.All(text => text.SecondStart is null))
            return written is null ? batch : new TokenBatch(batch.Ids, batch.Mask, batch.IsPadded) { Written = written };

        var tokens = (int)batch.Ids.size(1);
        var segments = new long[texts.Count * tokens];
        foreach (var (row, text) in texts.Index())
        {
            var start = text.SecondStart ?? text.Ids.Length;
            Array.Fill(segments, 1, (row * tokens) + start, text.Ids.Length - start);
        }

        return new TokenBatch(
            batch.Ids, batch.Mask, batch.IsPadded, tensor(segments, [texts.Count, tokens], device: device).DetachFromDisposeScope())
        {
            Written = written,
        };
    }

    private static TokenBatch Stack(IReadOnlyList<TokenizedText> texts, Device? device)
    {
        var images = texts.Select(text => text.Image).OfType<ImagePixels>().ToList();
        if (images.Count < texts.Count)
            throw new ArgumentException("Texts and images make no batch.", nameof(texts));

        using var pixels = ImagePixels.Stack(images, device);
        return OfImages(pixels, texts[0].Ids.Length);
    }

    private static TokenBatch PackRows(TokenBatch padded, IReadOnlyList<TokenizedText> texts)
    {
        var tokens = (int)padded.Ids.size(1);
        var (documents, positions) = (new long[texts.Count * tokens], new long[texts.Count * tokens]);
        Array.Fill(documents, -1);
        foreach (var (row, text) in texts.Index())
        {
            var starts = text.Starts ?? [0];
            var document = -1;
            for (var token = 0; token < text.Ids.Length; token++)
            {
                document += document + 1 < starts.Length && starts[document + 1] == token ? 1 : 0;
                (documents[(row * tokens) + token], positions[(row * tokens) + token]) = (document, token - starts[document]);
            }
        }

        long[] shape = [texts.Count, tokens];
        return new(
            padded.Ids,
            padded.Mask,
            padded.IsPadded,
            positions: tensor(positions, shape, device: padded.Device).DetachFromDisposeScope())
        {
            Documents = tensor(documents, shape, device: padded.Device).DetachFromDisposeScope(),
        };
    }

    /// <summary>Creates a batch of images, each of which a model reads as so many tokens.</summary>
    internal static TokenBatch OfImages(Tensor pixels, int tokens) => new(
        zeros(pixels.size(0), tokens, ScalarType.Int64, pixels.device).DetachFromDisposeScope(),
        ones(pixels.size(0), tokens, ScalarType.Bool, pixels.device).DetachFromDisposeScope(),
        isPadded: false)
    {
        Pixels = pixels.alias().DetachFromDisposeScope(),
    };

    /// <summary>Creates the batch of the next token of each text, for a pass with a <see cref="KeyValueCache"/>.</summary>
    /// <param name="ids">The next token of each text.</param>
    /// <param name="positions">The number of tokens that each text has already.</param>
    /// <param name="device">The device of the tensors; the CPU by default.</param>
    /// <returns>A batch owned by the caller.</returns>
    /// <exception cref="ArgumentException">There is no text, or not as many positions as texts.</exception>
    public static TokenBatch Continue(IReadOnlyList<int> ids, IReadOnlyList<int> positions, Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(ids);
        ArgumentNullException.ThrowIfNull(positions);
        if (ids.Count != positions.Count)
            throw new ArgumentException($"There are {positions.Count} positions for {ids.Count} texts.", nameof(positions));

        var batch = Pad([.. ids.Select(id => new[] { id })], padId: 0, device);
        long[] numbers = [.. positions.Select(position => (long)position)];
        return new TokenBatch(
            batch.Ids,
            batch.Mask,
            batch.IsPadded,
            positions: tensor(numbers, [numbers.Length, 1], device: device).DetachFromDisposeScope());
    }

    /// <summary>Returns the same texts with what the decoder of an encoder-decoder reads for each.</summary>
    /// <param name="target">The tokens for each text, in the order of the texts, without a target of their own.</param>
    /// <returns>A batch owned by the caller, beside this one and <paramref name="target"/>.</returns>
    /// <exception cref="ArgumentException">There are not as many targets as texts, or they have targets themselves.</exception>
    public TokenBatch WithTarget(TokenBatch target)
    {
        ArgumentNullException.ThrowIfNull(target);
        if (target.Count != Count || target.Target is not null)
            throw new ArgumentException($"{Count} texts need as many targets, but there are {target.Count}.", nameof(target));

        return Copy(target.Copy(target: null));
    }

    /// <summary>Groups texts of similar length into batches, so that little of a batch is padding.</summary>
    /// <param name="rows">The token ids of each text.</param>
    /// <param name="padId">The id at padding positions.</param>
    /// <param name="tokens">The maximum number of tokens per batch, padding included; a longer text gets a batch of its own.</param>
    /// <param name="device">The device of the tensors; the CPU by default.</param>
    /// <returns>The indices of each batch's texts in <paramref name="rows"/>, and the batch, owned by the caller.</returns>
    public static IEnumerable<(int[] Rows, TokenBatch Batch)> GroupByLength(
        IReadOnlyList<int[]> rows, int padId, int tokens, Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return GroupByLength([.. rows.Select(row => new TokenizedText(row, IsTruncated: false))], padId, tokens, device);
    }

    /// <summary>Groups texts or pairs of similar length into batches, so that little of a batch is padding.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="padId">The id at padding positions.</param>
    /// <param name="tokens">The maximum number of tokens per batch, padding included; a longer text gets a batch of its own.</param>
    /// <param name="device">The device of the tensors; the CPU by default.</param>
    /// <returns>The indices of each batch's texts, and the batch, owned by the caller.</returns>
    public static IEnumerable<(int[] Rows, TokenBatch Batch)> GroupByLength(
        IReadOnlyList<TokenizedText> texts, int padId, int tokens, Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(tokens);
        var group = new List<int>();
        foreach (var (index, text) in texts.Index().OrderBy(text => text.Item.Length))
        {
            // A text without tokens depends on its padding, so that it shares a batch with its like alone.
            if (group.Count > 0 && ((group.Count + 1) * text.Length > tokens || texts[group[0]].IsEmpty != text.IsEmpty))
            {
                yield return Batch();
                group.Clear();
            }

            group.Add(index);
        }

        if (group.Count > 0)
            yield return Batch();

        (int[] Rows, TokenBatch Batch) Batch() => ([.. group], Pad([.. group.Select(index => texts[index])], padId, device));
    }

    /// <summary>Releases the tensors.</summary>
    public void Dispose()
    {
        Segments?.Dispose();
        Positions?.Dispose();
        Target?.Dispose();
        Written?.Dispose();
        Documents?.Dispose();
        Pixels?.Dispose();
        Ids.Dispose();
        Mask.Dispose();
    }

    /// <summary>The same texts in another order.</summary>
    internal TokenBatch Reorder(Tensor order) => new(
        Ids.index_select(0, order).DetachFromDisposeScope(),
        Mask.index_select(0, order).DetachFromDisposeScope(),
        IsPadded,
        Segments?.index_select(0, order).DetachFromDisposeScope(),
        Positions?.index_select(0, order).DetachFromDisposeScope(),
        Target?.Reorder(order))
    {
        Written = Written?.Reorder(order),
        Documents = Documents?.index_select(0, order).DetachFromDisposeScope(),
        Pixels = Pixels?.index_select(0, order).DetachFromDisposeScope(),
    };

    /// <summary>The same texts one token later, behind a first one; the last token of the longest text is lost.</summary>
    /// <param name="first">The first token.</param>
    internal TokenBatch ShiftRight(int first)
    {
        using var start = full_like(Ids.narrow(1, 0, 1), first);
        using var rest = Ids.narrow(1, 0, Ids.size(1) - 1);
        return new(cat([start, rest], 1).DetachFromDisposeScope(), Mask.alias().DetachFromDisposeScope(), IsPadded);
    }

    /// <summary>Some of the texts, with every position moved.</summary>
    /// <param name="first">The first text.</param>
    /// <param name="count">The number of texts.</param>
    /// <param name="shift">What is added to the positions.</param>
    internal TokenBatch Move(long first, long count, long shift)
    {
        using var scope = NewDisposeScope();
        var positions = Positions?.narrow(0, first, count) ?? arange(Ids.size(1), device: Device).unsqueeze(0).expand(count, -1);
        return new(
            Ids.narrow(0, first, count).DetachFromDisposeScope(),
            Mask.narrow(0, first, count).DetachFromDisposeScope(),
            IsPadded,
            Segments?.narrow(0, first, count).DetachFromDisposeScope(),
            (positions + shift).DetachFromDisposeScope());
    }

    private TokenBatch Copy(TokenBatch? target) => new(
        Ids.alias().DetachFromDisposeScope(),
        Mask.alias().DetachFromDisposeScope(),
        IsPadded,
        Segments?.alias().DetachFromDisposeScope(),
        Positions?.alias().DetachFromDisposeScope(),
        target)
    {
        Written = Written?.Copy(target: null),
        Documents = Documents?.alias().DetachFromDisposeScope(),
        Pixels = Pixels?.alias().DetachFromDisposeScope(),
    };
}
