/** How a product's stock is said where `wanted` of it are to be sold. Branches that sell offline can bring it below nothing, which is none left for who sells. */
export function stockKey(stock: number, wanted = 0): 'sale.noStock' | 'sale.onlyStock' | 'sale.stock' {
  if (stock <= 0) return 'sale.noStock';
  return stock < wanted ? 'sale.onlyStock' : 'sale.stock';
}
