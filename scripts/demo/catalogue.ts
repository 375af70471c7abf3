/** What the demo's shop sells: each category with its makers' and its things' names, and prices in cents between which they lie. */
export interface Department {
  readonly name: string;
  readonly description: string;
  readonly things: readonly string[];
  readonly kinds: readonly string[];
  readonly sizes: readonly string[];
  readonly cents: readonly [least: number, most: number];
}

const grams = ['100 g', '250 g', '500 g', '1 kg'];
const litres = ['0.25 l', '0.33 l', '0.5 l', '1 l'];
const packs = ['single', 'pack of 3', 'pack of 6', 'pack of 12'];

const department = (
  name: string,
  description: string,
  things: string,
  kinds: string,
  sizes: readonly string[],
  cents: readonly [number, number],
): Department => ({ name, description, things: things.split(', '), kinds: kinds.split(', '), sizes, cents });

export const makers: readonly string[] =
  'Alder & Sons, Bellwether, Brightwater, Calder, Copperfield, Dovecote, Eastgate, Fairholm, Greenleaf, Harbour, Ivybridge, Juniper, Kestrel, Linden, Marlow, Northfield, Oakhurst, Penrose, Quayside, Redfern, Silverdale, Thornbury, Underhill, Westmoor'.split(
    ', ',
  );

export const departments: readonly Department[] = [
  department(
    'Coffee',
    'Beans and ground coffee',
    'Espresso, Filter coffee, Decaf, House blend',
    'Dark roast, Medium roast, Light roast, Organic',
    grams,
    [350, 2400],
  ),
  department(
    'Tea',
    'Leaf and bags',
    'Breakfast tea, Earl Grey, Green tea, Camomile, Rooibos',
    'Loose leaf, Bags, Organic',
    grams,
    [220, 1600],
  ),
  department(
    'Bread',
    'Baked this morning',
    'Loaf, Baguette, Rolls, Rye bread',
    'White, Wholemeal, Seeded, Sourdough',
    packs,
    [90, 650],
  ),
  department(
    'Dairy',
    'Milk, butter, yoghurt',
    'Milk, Butter, Yoghurt, Cream',
    'Whole, Skimmed, Organic, Lactose-free',
    litres,
    [80, 520],
  ),
  department(
    'Cheese',
    'Cut and packed',
    'Cheddar, Gouda, Brie, Goat cheese',
    'Mild, Mature, Smoked',
    grams,
    [240, 2800],
  ),
  department(
    'Fruit',
    'Fresh fruit',
    'Apples, Pears, Oranges, Plums, Grapes',
    'Loose, Organic, Selected',
    grams,
    [120, 900],
  ),
  department(
    'Vegetables',
    'Fresh vegetables',
    'Carrots, Potatoes, Tomatoes, Onions, Peppers',
    'Loose, Organic, Washed',
    grams,
    [80, 700],
  ),
  department(
    'Meat',
    'From the counter',
    'Beef mince, Chicken breast, Pork chop, Lamb',
    'Fresh, Free-range, Marinated',
    grams,
    [350, 3900],
  ),
  department('Fish', 'Fresh and frozen', 'Salmon, Cod, Trout, Prawns', 'Fresh, Frozen, Smoked', grams, [420, 4200]),
  department(
    'Pasta and rice',
    'Dry goods',
    'Spaghetti, Penne, Basmati rice, Risotto rice',
    'Classic, Wholemeal, Organic',
    grams,
    [90, 750],
  ),
  department(
    'Tins and jars',
    'Keeps for years',
    'Chopped tomatoes, Chickpeas, Tuna, Olives',
    'Classic, Organic, Reduced salt',
    packs,
    [70, 1500],
  ),
  department(
    'Oils and sauces',
    'For the kitchen',
    'Olive oil, Sunflower oil, Tomato sauce, Soy sauce',
    'Classic, Organic, Extra',
    litres,
    [180, 2600],
  ),
  department(
    'Sweets',
    'Chocolate and more',
    'Dark chocolate, Milk chocolate, Toffee, Wine gums',
    'Classic, With nuts, With fruit',
    grams,
    [110, 1400],
  ),
  department(
    'Biscuits',
    'Tins and packets',
    'Shortbread, Digestives, Oat biscuits, Crackers',
    'Classic, Chocolate, Gluten-free',
    packs,
    [120, 900],
  ),
  department(
    'Soft drinks',
    'Bottles and cans',
    'Lemonade, Cola, Apple juice, Mineral water',
    'Still, Sparkling, No sugar',
    litres,
    [60, 480],
  ),
  department(
    'Beer',
    'Bottles and cans',
    'Lager, Pale ale, Stout, Wheat beer',
    'Classic, Strong, Alcohol-free',
    litres,
    [110, 1800],
  ),
  department(
    'Wine',
    'From small growers',
    'Riesling, Merlot, Pinot noir, Chardonnay',
    'Dry, Medium, Reserve',
    ['0.375 l', '0.75 l', '1.5 l'],
    [480, 5900],
  ),
  department(
    'Cleaning',
    'For the house',
    'Washing powder, Dish soap, Glass cleaner, Floor soap',
    'Fresh, Sensitive, Refill',
    litres,
    [150, 1900],
  ),
  department(
    'Paper',
    'Paper goods',
    'Kitchen roll, Tissues, Napkins, Toilet paper',
    'White, Recycled, Soft',
    packs,
    [90, 1600],
  ),
  department(
    'Body care',
    'Soap and more',
    'Soap, Shampoo, Toothpaste, Hand cream',
    'Classic, Sensitive, Herbal',
    ['50 ml', '100 ml', '250 ml', '400 ml'],
    [120, 2200],
  ),
  department(
    'Stationery',
    'Pens and paper',
    'Notebook, Ballpoint pen, Envelopes, Sticky notes',
    'Plain, Ruled, Recycled',
    packs,
    [80, 2400],
  ),
  department(
    'Tools',
    'For hand and house',
    'Screwdriver, Hammer, Pliers, Tape measure',
    'Small, Medium, Large',
    ['basic', 'standard', 'professional'],
    [390, 6900],
  ),
  department(
    'Garden',
    'Seeds and soil',
    'Potting soil, Seeds, Plant pot, Watering can',
    'Classic, Organic, Terracotta',
    ['small', 'medium', 'large'],
    [150, 4900],
  ),
  department(
    'Pets',
    'Food and toys',
    'Cat food, Dog food, Bird seed, Chew toy',
    'Classic, Young animal, Senior',
    grams,
    [90, 3400],
  ),
  department(
    'Lighting',
    'Lamps and candles',
    'LED bulb, Candle, Torch, Batteries',
    'Warm, Cool, Rechargeable',
    packs,
    [150, 3200],
  ),
];

export const firstNames: readonly string[] =
  'Ada, Ahmed, Aisha, Alice, Amelie, Anton, Aylin, Ben, Bianca, Carlos, Chloé, Chiara, Daniel, Dilan, Elif, Emil, Emma, Farid, Femke, Finn, Grace, Hana, Hugo, Ines, Ivan, Jana, Jonas, Julia, Kofi, Lea, Liam, Lotte, Luca, Maja, Marie, Mateo, Mina, Mohamed, Nora, Oskar, Paula, Pierre, Rosa, Samuel, Sofia, Tariq, Théo, Yuki, Zara, Zoë'.split(
    ', ',
  );
export const lastNames: readonly string[] =
  'Adler, Baker, Bauer, Becker, Bianchi, Carter, Celik, Dubois, Fischer, Fletcher, Garcia, Haddad, Hansen, Hughes, Jansen, Kaya, Keller, Kowalski, Lambert, Laurent, Lopez, Marchand, Martin, Mensah, Meyer, Moreau, Müller, Nguyen, Novak, O’Brien, Okafor, Peeters, Petit, Ricci, Rossi, Santos, Schmidt, Silva, Simon, Smith, Svensson, Tanaka, Turner, Vermeulen, Wagner, Walker, Weber, Williams, Wouters, Yilmaz'.split(
    ', ',
  );
export const streets: readonly string[] =
  'Church Street, High Street, Mill Lane, Station Road, Park Avenue, Market Square, Garden Way, River Walk, School Lane, Bridge Street'.split(
    ', ',
  );
export const towns: readonly string[] =
  'Ashford, Brookfield, Eastham, Fenwick, Holmbury, Kingsley, Milton, Norwood'.split(', ');
